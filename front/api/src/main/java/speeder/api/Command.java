package speeder.api;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is asked.
///
/// @param id chosen by the caller: a repeated one gets its first reply, so asking again is safe
/// @param ask `deploy`, `hold`, ... as the constants here
/// @param lane for all that is about a lane
/// @param release which one to deploy or go back to; without it, the heads or the safest
/// @param reason why, for people; `hold`, `waive` and `take-out` want one
/// @param onBehalfOf who asks through a program
/// @param with what else a wish wants, by name; a name that it does not know is refused
public record Command(
    String id,
    String ask,
    Optional<String> lane,
    Optional<String> target,
    Optional<String> release,
    Optional<String> reason,
    Optional<String> onBehalfOf,
    SortedMap<String, String> with) {
  public static final String DEPLOY = "deploy";
  public static final String CONFIGURE = "configure";
  public static final String HOLD = "hold";
  public static final String LIFT = "lift";
  public static final String CADENCE = "cadence";
  public static final String THAW = "thaw";
  public static final String ROLLBACK = "rollback";
  public static final String WITHDRAW = "withdraw";
  public static final String WAIVE = "waive";
  public static final String FILE_EVIDENCE = "file-evidence";
  public static final String TAKE_OUT = "take-out";
  public static final String TAKE_IN = "take-in";
  public static final String LOCK = "lock";
  public static final String UNLOCK = "unlock";
  public static final String BREAK_LOCK = "break-lock";
  public static final String ISSUE_TOKEN = "issue-token";
  public static final String REVOKE_TOKEN = "revoke-token";
  public static final String PIN = "pin";
  public static final String UNPIN = "unpin";
  public static final String BAD = "bad";
  public static final String GOOD = "good";
  public static final String KEEP = "keep";
  public static final String LET_GO = "let-go";
  public static final String APPROVE = "approve";
  public static final String DECLINE = "decline";
  public static final String CONFIRM = "confirm";
  public static final String SET_AUTONOMY = "set-autonomy";
  public static final String REPORT = "report";
  public static final String PASS_CONTROL = "pass-control";
  public static final String FAIL_CONTROL = "fail-control";

  /// All that can be asked.
  public static final List<String> ASKS =
      List.of(
          DEPLOY,
          CONFIGURE,
          HOLD,
          LIFT,
          CADENCE,
          THAW,
          ROLLBACK,
          WITHDRAW,
          WAIVE,
          FILE_EVIDENCE,
          TAKE_OUT,
          TAKE_IN,
          LOCK,
          UNLOCK,
          BREAK_LOCK,
          ISSUE_TOKEN,
          REVOKE_TOKEN,
          PIN,
          UNPIN,
          BAD,
          GOOD,
          KEEP,
          LET_GO,
          APPROVE,
          DECLINE,
          CONFIRM,
          SET_AUTONOMY,
          REPORT,
          PASS_CONTROL,
          FAIL_CONTROL);

  /// Names of `with`.
  public static final String SOURCE = "source";

  public static final String COMMIT = "commit";
  public static final String FIXED_BY = "fixed-by";
  public static final String UNTIL = "until";
  public static final String FOR = "for";
  public static final String OVERRIDE = "override";
  public static final String STAGE = "stage";
  public static final String LEVEL = "level";
  public static final String WRONG = "wrong";
  public static final String CONTROL = "control";

  public Command {
    with = Collections.unmodifiableSortedMap(new TreeMap<>(with));
  }

  /// A wish about the whole farm.
  public static Command of(String id, String ask) {
    return new Command(
        id,
        ask,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Collections.emptySortedMap());
  }

  public static Command onLane(String id, String ask, String lane) {
    var none = Optional.<String>empty();
    return of(id, ask).changed(Optional.of(lane), none, none, none, none);
  }

  public static Command onTarget(String id, String ask, String target) {
    var none = Optional.<String>empty();
    return of(id, ask).changed(none, Optional.of(target), none, none, none);
  }

  public Command at(String place) {
    return changed(lane, Optional.of(place), release, reason, onBehalfOf);
  }

  public Command withRelease(String named) {
    return changed(lane, target, Optional.of(named), reason, onBehalfOf);
  }

  public Command because(String why) {
    return changed(lane, target, release, Optional.of(why), onBehalfOf);
  }

  public Command onBehalfOf(String person) {
    return changed(lane, target, release, reason, Optional.of(person));
  }

  /// The same with one more of what it wants by name.
  public Command with(String name, String value) {
    var more = new TreeMap<>(with);
    more.put(name, value);
    return new Command(id, ask, lane, target, release, reason, onBehalfOf, more);
  }

  private Command changed(
      Optional<String> lane,
      Optional<String> target,
      Optional<String> release,
      Optional<String> reason,
      Optional<String> onBehalfOf) {
    return new Command(id, ask, lane, target, release, reason, onBehalfOf, with);
  }

  /// It stands in the journal.
  ///
  /// @param accepted offset of the first fact it led to
  /// @param proposal that waits for others to want it, too: nothing is done yet
  public record Accepted(String id, long accepted, Optional<Long> proposal) {}
}
