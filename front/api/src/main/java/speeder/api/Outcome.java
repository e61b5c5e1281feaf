package speeder.api;

import java.util.Optional;

/// What came of a deploy or a rollback, once its lane is at rest.
///
/// @param done whether the lane's main serves what was asked for
/// @param release that the rollout was about, `serving` what main serves now
/// @param remedy what to do about a release that failed
public record Outcome(
    boolean done,
    String lane,
    String sentence,
    Optional<String> release,
    Optional<Long> rollout,
    Optional<String> serving,
    Optional<String> remedy) {

  /// Reads it off a lane at rest.
  ///
  /// @param accepted offset of the command's first fact
  /// @param back whether going back was asked for
  static Outcome of(LaneStatus lane, long accepted, boolean back) {
    var rollout = lane.newestRollout().filter(it -> it.id() >= accepted);
    if (rollout.isPresent()) return of(lane, rollout.get(), back);
    var candidate = lane.newestCandidate().filter(it -> it.id() >= accepted);
    var why =
        candidate
            .flatMap(LaneStatus.Candidate::dropped)
            .or(lane::frozen)
            .map(Status.Reason::sentence)
            .orElse(lane.sentence());
    var none = Optional.<String>empty();
    return new Outcome(false, lane.lane(), why, none, Optional.empty(), lane.serving(), none);
  }

  private static Outcome of(LaneStatus lane, Rollout rollout, boolean back) {
    if (lane.waits().filter(it -> it.rollout() == rollout.id()).isPresent()) {
      return of(lane, rollout, false, lane.sentence());
    }
    boolean arrived = rollout.phase().equals("WATCHING") || rollout.phase().equals("DONE");
    boolean done = arrived && rollout.isBack() == back;
    return of(lane, rollout, done, sentence(lane, rollout, done));
  }

  private static Outcome of(LaneStatus lane, Rollout rollout, boolean done, String sentence) {
    return new Outcome(
        done,
        lane.lane(),
        sentence,
        Optional.of(rollout.release()),
        Optional.of(rollout.id()),
        lane.serving(),
        lane.failed()
            .filter(it -> !done && it.release().equals(rollout.release()))
            .map(LaneStatus.Failed::remedy));
  }

  private static String sentence(LaneStatus lane, Rollout rollout, boolean done) {
    if (done) return "%s serves %s.".formatted(lane.lane(), rollout.release());
    if (rollout.isBack()) {
      return "%s went back to %s: %s".formatted(lane.lane(), rollout.release(), rollout.reason());
    }
    var why = rollout.why().isEmpty() ? "" : ": " + rollout.why();
    return "%s of %s%s".formatted(word(rollout.phase()), rollout.release(), why);
  }

  private static String word(String phase) {
    return switch (phase) {
      case "WITHDRAWN" -> "Withdrawn before main: the rollout";
      case "GONE_BACK" -> "Gone back: the rollout";
      case "PRE_EMPTED" -> "Overtaken: the rollout";
      case "STOPPED" -> "Stopped, a person is needed: the rollout";
      case "HALTED" -> "Held where it stands: the rollout";
      default -> phase + ": the rollout";
    };
  }
}
