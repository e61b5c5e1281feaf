package speeder.core.autonomy;

import java.util.Locale;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.value.ReleaseId;

/// What happened to a lane's autonomy.
public sealed interface AutonomyFact {
  String lane();

  /// Automation goes as far as this from here on, within what the manifest allows.
  ///
  /// @param stage empty for all of the lane
  record LevelSet(String lane, String stage, Autonomy level, String by, String reason)
      implements AutonomyFact {}

  /// A person said yes to a rollout's going on.
  ///
  /// @param stage index of the last stage that it may go on to
  record Confirmed(String lane, long rollout, int stage, String by) implements AutonomyFact {}

  /// What automation would do now, if it might.
  ///
  /// @param rollout that it would move; 0 before there is one
  /// @param stage that it would go on to, or take back
  record WouldHave(
      String lane, Move move, long rollout, ReleaseId release, String stage, String why)
      implements AutonomyFact {}

  /// What people did instead.
  ///
  /// @param opinion offset of the [WouldHave]
  /// @param did in a few words
  record Compared(String lane, long opinion, Match match, String did) implements AutonomyFact {}

  /// Automation was wrong about a release.
  record FoundWrong(String lane, Wrong wrong, ReleaseId release, String by, String why)
      implements AutonomyFact {}

  enum Move {
    /// Begin a release's rollout.
    SET_OUT,
    /// Expose the next stage.
    GO_ON,
    /// Withdraw, or go back.
    TAKE_BACK
  }

  enum Match {
    AGREED,
    DIFFERED,
    /// Automation would do something else by now: it does not count.
    OVERTAKEN
  }

  enum Wrong {
    /// It was bad, and passed.
    MISS,
    /// It was good, and was taken back.
    FALSE_ROLLBACK;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
