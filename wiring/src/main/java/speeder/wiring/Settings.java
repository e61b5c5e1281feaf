package speeder.wiring;

import java.nio.file.Path;
import java.util.Optional;

/// What a server is started with, beside its manifest's contents.
///
/// @param manifest file or folder
/// @param data folder of all that this server alone keeps
/// @param machine folder of what all servers of this machine share: images, containers, the edge;
///   that of a single server is its own
/// @param shared the store of several servers; without it the store is in the data folder
/// @param home where Speeder's programs are: the edge is started from there
/// @param name of this server, for the take-over fact and for people
public record Settings(
    Path manifest, Path data, Path machine, Optional<SharedStore> shared, Path home, String name) {

  /// A single server, with all that it keeps in one folder.
  public Settings(Path manifest, Path data, Path home, String name) {
    this(manifest, data, data, Optional.empty(), home, name);
  }

  Path store() {
    return data.resolve("store");
  }

  Path checkpoint() {
    return store().resolve("checkpoint");
  }

  Path machineStore() {
    return machine.resolve("store");
  }

  Path mirrors() {
    return data.resolve("mirrors");
  }

  Path images() {
    return machine.resolve("images");
  }

  static Path cluster(Path machine) {
    return machine.resolve("cluster");
  }

  static Path edge(Path machine) {
    return machine.resolve("edge");
  }
}
