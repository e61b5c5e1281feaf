package speeder.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A lane as it stands.
///
/// @param external others deploy it
/// @param autonomy how far automation goes where it goes farthest: `observe`, `propose` or `act`
/// @param state one of the words in [State]
/// @param sentence the same for people
/// @param moving whether something is on its way that nobody has to wait for: no person is needed
/// @param serving what main serves; `previous` what it served before; `next` what it is to serve
/// @param backTo what a rollback would go back to
/// @param stops what stands in its way, strictest first
/// @param waits what goes on once a person says yes
/// @param would what automation would do, and leaves to people
/// @param candidates the newest, and older ones still open; newest first
/// @param rollouts the newest, and older ones still open; newest first
/// @param heldBack sources at an older commit in the last snapshot
/// @param frozen why the last wish for a snapshot, or for configuration on its own path, led to
///   none
/// @param failed the release that failed last, as long as main serves none that came after it
/// @param unread why calendars of its cannot be read now; what they said last counts
/// @param convergence how long the last commits took until main served them
public record LaneStatus(
    String lane,
    boolean external,
    String autonomy,
    String state,
    String sentence,
    boolean moving,
    Optional<String> serving,
    Optional<String> anchor,
    Optional<String> previous,
    Optional<String> next,
    Optional<String> backTo,
    List<Stop> stops,
    Optional<Waits> waits,
    List<Autonomy.Opinion> would,
    List<Stage> stages,
    List<Candidate> candidates,
    List<Rollout> rollouts,
    List<HeldBack> heldBack,
    Optional<Status.Reason> frozen,
    Optional<Failed> failed,
    List<Status.Reason> unread,
    Optional<Thaw> thaw,
    Optional<Convergence.Station> convergence) {

  /// Words for what a lane does.
  public static final class State {
    public static final String EXTERNAL = "external";
    public static final String EMPTY = "empty";
    public static final String AT_REST = "at-rest";
    public static final String WATCHING = "watching";
    public static final String FREEZING = "freezing";
    public static final String BUILDING = "building";
    public static final String GATE_SHUT = "gate-shut";
    public static final String QUEUED = "queued";
    public static final String ROLLING_OUT = "rolling-out";
    public static final String WITHDRAWING = "withdrawing";
    public static final String GOING_BACK = "going-back";
    public static final String LOOKING = "looking";
    public static final String HALTED = "halted";
    public static final String WAITING = "waiting";
    public static final String HELD = "held";

    private State() {}
  }

  /// A source at an older commit, and why it does not stand at its head.
  public record HeldBack(String source, String why) {}

  /// @param release that failed, or was taken back
  /// @param good what the lane is left with: between the two is the commit that breaks
  /// @param remedy how to find that commit
  public record Failed(String release, Optional<String> good, String sentence, String remedy) {}

  /// @param stage that a rollout would go on to
  public record Waits(long rollout, String release, String stage) {}

  /// @param autonomy how far automation goes there
  public record Stage(
      String stage, String kind, int sharePercent, String autonomy, List<Serving> places) {}

  /// @param release what new requests get there, `since` when it came
  public record Serving(
      String target, boolean out, Optional<String> release, Optional<Instant> since) {}

  /// @param kind CODE, CONFIGURATION or SECURITY; COVER where it is to stand in for a release
  /// @param state FROZEN, BUILT, OPEN, SHUT, WAITING, SEALED or DROPPED
  /// @param gate the answer in a few words
  public record Candidate(
      long id,
      String snapshot,
      String kind,
      String state,
      Instant since,
      Optional<Boolean> gateOpen,
      Optional<String> gate,
      Optional<Status.Reason> dropped) {}

  /// The strictest hold.
  public Optional<Stop> hold() {
    return stops.stream().filter(Stop::isHold).findFirst();
  }

  public Optional<Rollout> newestRollout() {
    return rollouts.stream().findFirst();
  }

  public Optional<Candidate> newestCandidate() {
    return candidates.stream().findFirst();
  }
}
