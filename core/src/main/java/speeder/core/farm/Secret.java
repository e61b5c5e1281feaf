package speeder.core.farm;

/// A secret by its places alone; its value is bound when a container starts and never known here.
///
/// @param file on the host that holds the value, absolute
/// @param at file inside the container, absolute
public record Secret(String file, String at) {}
