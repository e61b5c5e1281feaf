package speeder.core.farm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import speeder.core.value.Kind;

/// The paths of a lane's own for what must not wait for code. Without one, a change goes with code.
public record Paths(Optional<Path> configuration, Optional<Path> security) {
  public static final Paths NONE = new Paths(Optional.empty(), Optional.empty());

  /// @param sources whose commits take it
  /// @param stages of the lane that it is judged at, in order; the last is the main one. The others
  ///   get it together with main
  public record Path(List<String> sources, List<Stage> stages, GatePolicy gate, Duration window) {
    public Path {
      sources = List.copyOf(sources);
      stages = List.copyOf(stages);
    }
  }

  public Optional<Path> of(Kind kind) {
    return switch (kind) {
      case CODE -> Optional.empty();
      case CONFIGURATION -> configuration;
      case SECURITY -> security;
    };
  }

  /// Sources whose commits take a path of their own.
  public List<String> sources() {
    return configuration.map(Path::sources).orElse(List.of());
  }
}
