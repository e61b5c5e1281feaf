package speeder.core.world;

import java.time.Duration;
import java.util.Optional;
import speeder.core.autonomy.AutonomyFact.Wrong;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.value.ReleaseId;

/// What can be asked about how far automation goes.
public sealed interface AutonomyAsk extends Ask {
  /// Say yes to what waits for it.
  ///
  /// @param to the stage up to which; without it, the next one
  record Confirm(String lane, Optional<String> to) implements AutonomyAsk {}

  /// Let automation go so far; without a stage, at all of the lane's.
  record SetLevel(String lane, Optional<String> stage, Autonomy level, String reason)
      implements AutonomyAsk {}

  /// Automation was wrong about a release: what main serves, unless another is named.
  record Report(String lane, Wrong wrong, Optional<ReleaseId> release, String reason)
      implements AutonomyAsk {}

  /// State that a control is in place.
  ///
  /// @param lasts as long as the manifest allows, unless said
  record Pass(String control, Optional<Duration> lasts, String reason) implements AutonomyAsk {}

  /// State that it is not.
  record Fail(String control, String reason) implements AutonomyAsk {}
}
