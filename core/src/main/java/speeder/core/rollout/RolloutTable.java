package speeder.core.rollout;

import static speeder.core.rollout.Phase.DONE;
import static speeder.core.rollout.Phase.EXPOSING;
import static speeder.core.rollout.Phase.GONE_BACK;
import static speeder.core.rollout.Phase.HALTED;
import static speeder.core.rollout.Phase.JUDGING;
import static speeder.core.rollout.Phase.LOOKING;
import static speeder.core.rollout.Phase.PREPARING;
import static speeder.core.rollout.Phase.PRE_EMPTED;
import static speeder.core.rollout.Phase.START;
import static speeder.core.rollout.Phase.STOPPED;
import static speeder.core.rollout.Phase.WATCHING;
import static speeder.core.rollout.Phase.WITHDRAWING;
import static speeder.core.rollout.Phase.WITHDRAWN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rollout's transitions, forward and back. What has no row does not happen.
///
/// `LOOKING` and `HALTED` remember where they came from: their rows `SEEN` and `RESUMED` lead back
/// there, written here once per origin.
///
/// The first row is the fact that begins a rollout. A newer release does not stop one that is being
/// prepared: with changes that come faster than slots start, nothing would ever be served. Going
/// back asks for its one table in the decision that finds its slots ready, so it cannot fail
/// between.
public final class RolloutTable {
  /// From, input, to; for [Step#SEEN] and [Step#RESUMED] also where the rollout had come from.
  public record Row(Phase from, Step step, Phase to) {}

  public static final List<Row> ROWS = rows();

  private RolloutTable() {}

  /// Where a step leads.
  ///
  /// @param origin the phase that `LOOKING` or `HALTED` was entered from
  public static Optional<Phase> next(Phase from, Step step, Phase origin) {
    for (var row : ROWS) {
      boolean fits = row.from == from && row.step == step;
      if (fits && (!returns(from, step) || row.to == origin)) return Optional.of(row.to);
    }
    return Optional.empty();
  }

  private static boolean returns(Phase from, Step step) {
    return (from == Phase.LOOKING && step == Step.SEEN)
        || (from == Phase.HALTED && step == Step.RESUMED);
  }

  private static List<Row> rows() {
    var rows = new ArrayList<Row>();
    rows.addAll(theWay());
    rows.addAll(judged());
    rows.addAll(theUnknown());
    rows.addAll(people());
    return List.copyOf(rows);
  }

  private static List<Row> theWay() {
    return List.of(
        new Row(START, Step.BEGUN, PREPARING),
        new Row(PREPARING, Step.SLOT_READY, PREPARING),
        new Row(PREPARING, Step.ALL_READY, EXPOSING),
        new Row(PREPARING, Step.PREPARE_FAILED, WITHDRAWING),
        new Row(PREPARING, Step.BACK_FAILED, STOPPED),
        new Row(EXPOSING, Step.ROUTED, JUDGING),
        new Row(EXPOSING, Step.PREPARE_FAILED, WITHDRAWING),
        new Row(WATCHING, Step.RETIRED, WATCHING),
        new Row(WITHDRAWING, Step.RETURNED, WITHDRAWN));
  }

  private static List<Row> judged() {
    return List.of(
        new Row(JUDGING, Step.PASS_MORE, EXPOSING),
        new Row(JUDGING, Step.PASS_LAST, WATCHING),
        new Row(JUDGING, Step.FAIL_EARLY, WITHDRAWING),
        new Row(JUDGING, Step.FAIL_LATE, GONE_BACK),
        new Row(JUDGING, Step.UNKNOWN, JUDGING),
        new Row(JUDGING, Step.BLIND, JUDGING),
        new Row(JUDGING, Step.VERIFIED, DONE),
        new Row(JUDGING, Step.BACK_FAILED, STOPPED),
        new Row(WATCHING, Step.WINDOW_PASSED, DONE),
        new Row(WATCHING, Step.WINDOW_OVER, DONE),
        new Row(WATCHING, Step.FAIL_LATE, GONE_BACK),
        new Row(WATCHING, Step.BACK_FAILED, STOPPED),
        new Row(WATCHING, Step.UNKNOWN, WATCHING),
        new Row(WATCHING, Step.BLIND, WATCHING),
        new Row(HALTED, Step.FAIL_EARLY, WITHDRAWING),
        new Row(HALTED, Step.FAIL_LATE, GONE_BACK),
        new Row(HALTED, Step.BACK_FAILED, STOPPED),
        new Row(LOOKING, Step.FAIL_EARLY, WITHDRAWING),
        new Row(LOOKING, Step.FAIL_LATE, GONE_BACK),
        new Row(LOOKING, Step.BACK_FAILED, STOPPED));
  }

  private static List<Row> theUnknown() {
    var rows = new ArrayList<Row>();
    for (var phase : List.of(PREPARING, EXPOSING, JUDGING, WATCHING, WITHDRAWING)) {
      rows.add(new Row(phase, Step.LOST, LOOKING));
      rows.add(new Row(LOOKING, Step.SEEN, phase));
      rows.add(new Row(phase, Step.TARGET_OUT, phase));
      rows.add(new Row(phase, Step.TARGET_RETURNED, phase));
    }
    rows.add(new Row(LOOKING, Step.UNANSWERED, LOOKING));
    return rows;
  }

  private static List<Row> people() {
    var rows = new ArrayList<Row>();
    for (var phase : List.of(PREPARING, EXPOSING, JUDGING)) {
      rows.add(new Row(phase, Step.HALTED, HALTED));
      rows.add(new Row(HALTED, Step.RESUMED, phase));
      rows.add(new Row(phase, Step.WITHDRAW_ASKED, WITHDRAWING));
    }
    rows.add(new Row(HALTED, Step.WITHDRAW_ASKED, WITHDRAWING));
    rows.add(new Row(LOOKING, Step.WITHDRAW_ASKED, WITHDRAWING));
    for (var phase :
        List.of(PREPARING, EXPOSING, JUDGING, WATCHING, WITHDRAWING, LOOKING, HALTED)) {
      rows.add(new Row(phase, Step.PRE_EMPTED, PRE_EMPTED));
    }
    rows.add(new Row(WATCHING, Step.SUPERSEDED, DONE));
    return rows;
  }
}
