package speeder.core.farm;

/// Where a lane runs.
public record Target(String name, Kind kind) {
  public enum Kind {
    /// Containers on this machine.
    LOCAL
  }
}
