package speeder.kit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import speeder.core.farm.StopSignal;
import speeder.core.farm.Workload;
import speeder.core.value.Digest;
import speeder.core.value.Slot;
import speeder.engine.port.Cluster;
import speeder.engine.port.Cluster.Ended;
import speeder.engine.port.Cluster.Order;
import speeder.engine.port.Cluster.Task;
import speeder.engine.port.PortFailure;

class FakeClusterTest extends ClusterContract {
  private static final Digest IMAGE = Digest.of("image");

  private final List<Duration> passed = new ArrayList<>();
  private final FakeCluster cluster = new FakeCluster(() -> Instant.EPOCH, passed::add);

  @Test
  void an_answer_that_got_lost_leaves_what_was_done() throws Exception {
    cluster.failNextThoughDone(PortFailure.unknown("lost", "The answer got lost.", "Look."));

    assertThrows(PortFailure.class, () -> prepare(slot("r-1"), 1));

    assertEquals(1, cluster.list().size());
  }

  @Test
  void a_failure_before_the_deed_leaves_nothing() throws Exception {
    cluster.failNext(PortFailure.unknown("lost", "The question got lost.", "Look."));

    assertThrows(PortFailure.class, () -> prepare(slot("r-1"), 1));

    assertEquals(List.of(), cluster.list());
    assertEquals(0, cluster.started());
  }

  @Test
  void a_slow_start_tells_how_long_it_took() throws Exception {
    cluster.startsTake(Duration.ofSeconds(7));

    prepare(slot("r-1"), 1);
    prepare(slot("r-1"), 2);

    assertEquals(List.of(Duration.ofSeconds(7)), passed);
  }

  @Override
  protected Cluster cluster() {
    return cluster;
  }

  @Override
  protected Order order(Slot slot, Conduct conduct) {
    cluster.conduct(slot.release(), conduct);
    return new Order(slot, IMAGE, workload());
  }

  private static Workload workload() {
    var none = new TreeMap<String, String>();
    return new Workload(
        "web",
        "web",
        List.of(),
        0,
        StopSignal.TERM,
        80,
        "/",
        List.of(),
        List.of(),
        none,
        none,
        List.of(),
        none,
        none,
        0,
        0,
        2,
        1);
  }

  @Override
  protected void kill(Slot slot) {
    cluster.kill(slot);
  }

  @Override
  protected void inFlight(Slot slot, int requests) {
    cluster.inFlight(slot, requests);
  }

  @Override
  protected Task task(String name, int exitCode) {
    cluster.ends(name, new Ended(exitCode, List.of("one", "two")));
    return endless(name);
  }

  @Override
  protected Task endless(String name) {
    return new Task(name, IMAGE, List.of("true"), Duration.ofSeconds(1), 0);
  }
}
