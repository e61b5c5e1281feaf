package speeder.core.farm;

import java.time.Duration;
import java.util.List;

/// A place in the order of a rollout.
///
/// @param sharePercent of the lane's clients: 0 for debug, 1 to 99 for canary, 100 for main
/// @param bake how long it is judged before the next stage
/// @param expectations files of requests and what must come, absolute paths
public record Stage(
    String name, StageKind kind, int sharePercent, Duration bake, List<String> expectations) {
  public Stage {
    expectations = List.copyOf(expectations);
  }
}
