package speeder.kit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import speeder.core.value.EffectKey;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;
import speeder.core.value.Token;
import speeder.engine.port.Cluster;
import speeder.engine.port.Cluster.Order;
import speeder.engine.port.Cluster.Running;
import speeder.engine.port.Cluster.Task;
import speeder.engine.port.PortFailure;

/// What holds for every cluster whose stages have slots.
public abstract class ClusterContract {
  protected static final Place PLACE = new Place("pretrain", "here", "main");
  private static final Duration NO_DRAIN = Duration.ZERO;

  /// The same for a whole test, with nothing in it at first.
  protected abstract Cluster cluster();

  /// An order whose containers behave so; its start may take 2 s.
  protected abstract Order order(Slot slot, Conduct conduct);

  /// Ends a slot's processes from outside.
  protected abstract void kill(Slot slot) throws Exception;

  /// Makes so many requests hang at a slot.
  protected abstract void inFlight(Slot slot, int requests);

  /// A task that writes `one` and `two`, a line each, and ends with this code.
  protected abstract Task task(String name, int exitCode);

  /// A task that does not end within its limit.
  protected abstract Task endless(String name);

  @Test
  void nothing_runs_at_first() throws Exception {
    assertEquals(List.of(), cluster().list());
  }

  @Test
  void a_prepared_slot_is_ready_and_listed() throws Exception {
    var running = prepare(slot("r-1"), 1);

    assertTrue(running.ready(), running + " should be ready");
    assertEquals(slot("r-1"), running.slot());
    assertTrue(running.address().matches("[0-9.]+:\\d+"), running.address());
    assertEquals(List.of(running), cluster().list());
  }

  @Test
  void slots_of_a_stage_stand_side_by_side() throws Exception {
    var one = prepare(slot("r-1"), 1);
    var two = prepare(slot("r-2"), 2);

    assertNotEquals(one.address(), two.address());
    assertEquals(List.of(one, two), cluster().list());
  }

  @Test
  void what_runs_and_answers_is_returned_as_it_is() throws Exception {
    var before = prepare(slot("r-1"), 1);

    assertEquals(before, prepare(slot("r-1"), 2));
    assertEquals(List.of(before), cluster().list());
  }

  @Test
  void a_dead_container_is_not_listed_and_is_started_again() throws Exception {
    prepare(slot("r-1"), 1);
    kill(slot("r-1"));

    assertEquals(List.of(), cluster().list());
    var again = prepare(slot("r-1"), 2);
    assertTrue(again.ready(), again + " should be ready");
    assertEquals(List.of(again), cluster().list());
  }

  @Test
  void a_retired_slot_is_gone_and_retiring_it_again_is_done() throws Exception {
    prepare(slot("r-1"), 1);
    var other = prepare(slot("r-2"), 2);

    cluster().retire(slot("r-1"), NO_DRAIN, token(1, 3));
    cluster().retire(slot("r-1"), NO_DRAIN, token(1, 3));
    cluster().retire(slot("r-9"), NO_DRAIN, token(1, 4));

    assertEquals(List.of(other), cluster().list());
  }

  @Test
  void a_dead_slot_can_be_retired() throws Exception {
    prepare(slot("r-1"), 1);
    kill(slot("r-1"));

    cluster().retire(slot("r-1"), NO_DRAIN, token(1, 2));

    assertEquals(List.of(), cluster().list());
  }

  @Test
  void a_slot_with_requests_under_way_goes_at_the_deadline() throws Exception {
    prepare(slot("r-1"), 1);
    inFlight(slot("r-1"), 3);

    cluster().retire(slot("r-1"), Duration.ofMillis(50), token(1, 2));

    assertEquals(List.of(), cluster().list());
  }

  @Test
  void a_retired_slot_can_be_prepared_again() throws Exception {
    prepare(slot("r-1"), 1);
    cluster().retire(slot("r-1"), NO_DRAIN, token(1, 2));

    var again = prepare(slot("r-1"), 3);

    assertEquals(List.of(again), cluster().list());
  }

  @Test
  void a_lower_token_is_refused_and_changes_nothing() throws Exception {
    var before = prepare(slot("r-1"), 5);

    refused(() -> prepare(slot("r-1"), 4));
    refused(() -> cluster().retire(slot("r-1"), NO_DRAIN, token(1, 4)));
    refused(() -> cluster().retire(slot("r-1"), NO_DRAIN, token(0, 99)));
    assertEquals(List.of(before), cluster().list());
  }

  @Test
  void a_token_is_remembered_after_its_slot_is_gone() throws Exception {
    prepare(slot("r-1"), 1);
    cluster().retire(slot("r-1"), NO_DRAIN, token(2, 7));

    refused(() -> prepare(slot("r-1"), 9));
    assertEquals(List.of(), cluster().list());
  }

  @Test
  void tokens_of_other_slots_do_not_matter() throws Exception {
    prepare(slot("r-2"), 9);

    prepare(slot("r-1"), 1);

    assertEquals(2, cluster().list().size());
  }

  @ParameterizedTest
  @CsvSource({
    "CRASHES, start-failed",
    "NEVER_READY, not-ready",
    "NAMES_ANOTHER_RELEASE, wrong-release",
    "WARM_UP_FAILS, warm-failed"
  })
  void what_does_not_become_ready_fails_and_leaves_nothing(Conduct conduct, String code)
      throws Exception {
    var slot = slot("r-bad");

    var failure =
        assertThrows(
            PortFailure.class, () -> cluster().prepare(order(slot, conduct), token(1, 1), _ -> {}));

    assertEquals(code, failure.why().code(), failure.toString());
    assertEquals(PortFailure.Kind.REFUSED, failure.kind());
    assertEquals(List.of(), cluster().list());
  }

  @Test
  void after_a_failed_start_the_slot_can_be_prepared() throws Exception {
    var slot = slot("r-1");
    assertThrows(
        PortFailure.class,
        () -> cluster().prepare(order(slot, Conduct.CRASHES), token(1, 1), _ -> {}));

    var running = prepare(slot, 2);

    assertEquals(List.of(running), cluster().list());
  }

  @Test
  void a_task_says_how_it_ended_and_what_it_wrote() throws Exception {
    var said = new ArrayList<String>();

    var good = cluster().run(task("build-step", 0), said::add);
    var bad = cluster().run(task("build-step-2", 3), said::add);

    assertEquals(new Cluster.Ended(0, List.of("one", "two")), good);
    assertEquals(new Cluster.Ended(3, List.of("one", "two")), bad);
    assertTrue(said.toString().contains("build-step"), said.toString());
    assertEquals(List.of(), cluster().list());
  }

  @Test
  void a_task_that_takes_too_long_is_stopped() {
    var failure = assertThrows(PortFailure.class, () -> cluster().run(endless("endless"), _ -> {}));

    assertEquals("task-too-long", failure.why().code());
    assertEquals(PortFailure.Kind.FAILED, failure.kind());
  }

  @Test
  void the_log_of_a_slot_that_never_was_is_empty() throws Exception {
    assertEquals(List.of(), cluster().log(slot("r-9"), 10));
  }

  protected Running prepare(Slot slot, long offset) throws PortFailure {
    return cluster().prepare(order(slot, Conduct.SERVES), token(1, offset), _ -> {});
  }

  protected static Slot slot(String release) {
    return new Slot(PLACE, new ReleaseId(release));
  }

  protected static Token token(long term, long offset) {
    return new Token(term, new EffectKey(offset, "prepare", PLACE.toString()));
  }

  private interface Call {
    void run() throws Exception;
  }

  private static void refused(Call call) {
    var failure = assertThrows(PortFailure.class, call::run);
    assertEquals("fenced", failure.why().code(), failure.toString());
    assertEquals(PortFailure.Kind.REFUSED, failure.kind());
  }
}
