package speeder.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// The walk of one release through the stages of a lane.
///
/// @param id offset of its first fact
/// @param direction FORWARD or BACK
/// @param motion FORWARD, CONFIGURATION, SECURITY, BACK_BY_PERSON or BACK_BY_VERDICT
/// @param phase PREPARING, EXPOSING, JUDGING, WATCHING, WITHDRAWING, LOOKING, HALTED; at the end
///   DONE, WITHDRAWN, GONE_BACK, PRE_EMPTED or STOPPED
/// @param stage it is at
/// @param open whether it has not ended; `moving` whether the lane waits for it
/// @param since when it came to its phase
/// @param due when a PASS leads on, while it is judged or watched
/// @param exposed when each stage got it; `returned` when stages it had reached were given back
/// @param why what its last step said
public record Rollout(
    long id,
    String lane,
    String direction,
    String motion,
    String release,
    String reason,
    String phase,
    String stage,
    List<String> stages,
    List<String> targets,
    boolean open,
    boolean moving,
    Instant began,
    Instant since,
    Optional<Instant> ended,
    Optional<Instant> due,
    SortedMap<String, Instant> exposed,
    Optional<Instant> returned,
    String why,
    Optional<Verdict> verdict) {
  public static final String FORWARD = "FORWARD";
  public static final String BACK = "BACK";

  public boolean isBack() {
    return direction.equals(BACK);
  }

  /// What supervision said.
  ///
  /// @param answer PASS, FAIL, UNKNOWN or BLIND
  /// @param due whether it was the stage's last look
  /// @param counts the numbers to recompute it, where asked for
  public record Verdict(
      String stage,
      String answer,
      List<String> reasons,
      boolean due,
      Instant at,
      String countsDigest,
      Optional<Json.Raw> counts) {}

  /// One thing that happened in it.
  ///
  /// @param effect names the log of the deed that led to it
  public record Step(
      long offset,
      Instant at,
      String kind,
      String text,
      Optional<String> effect,
      Optional<Verdict> verdict) {}

  /// A rollout with all its steps, oldest first.
  public record Detail(Rollout rollout, List<Step> steps) {}

  /// Newest first. `next` is the cursor of the following page.
  public record Page(long offset, List<Rollout> rollouts, Optional<Long> next) {}
}
