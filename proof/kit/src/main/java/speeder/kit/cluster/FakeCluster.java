package speeder.kit.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import speeder.core.value.Digest;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;
import speeder.core.value.Token;
import speeder.engine.port.Cluster;
import speeder.engine.port.PortFailure;

/// A cluster in memory: the same calls give the same answers. It has no clock and no threads of its
/// own; what takes time says so to whoever made it. It can be told to fail.
public final class FakeCluster implements Cluster {
  private final InstantSource clock;
  private final Consumer<Duration> passes;
  private final Map<Slot, Box> boxes = new TreeMap<>();
  private final Map<Slot, Token> tokens = new TreeMap<>();
  private final Map<Slot, List<String>> logs = new TreeMap<>();
  private final Map<Slot, Integer> inFlight = new TreeMap<>();
  private final Map<ReleaseId, Conduct> conducts = new TreeMap<>();
  private final Map<String, Ended> tasks = new TreeMap<>();
  private Shape shape = Shape.FLIP;
  private Duration start = Duration.ZERO;
  private int started;
  private @Nullable PortFailure next;
  private boolean doneAnyway;

  /// @param passes is told how long something took, when it took that long: a simulator moves its
  ///   clock, others do nothing
  public FakeCluster(InstantSource clock, Consumer<Duration> passes) {
    this.clock = clock;
    this.passes = passes;
  }

  private record Box(Digest image, String address, Instant startedAt, boolean ready) {
    Running running(Slot slot) {
      return new Running(slot, address, ready, startedAt);
    }

    Box warm() {
      return new Box(image, address, startedAt, true);
    }
  }

  @Override
  public synchronized Shape shape() {
    return shape;
  }

  @Override
  public synchronized Running prepare(Order order, Token token, Consumer<String> progress)
      throws PortFailure {
    if (!doneAnyway) failIfTold();
    pass(order.slot(), token);
    var box = Optional.ofNullable(boxes.get(order.slot()));
    if (box.filter(it -> it.image().equals(order.image())).isEmpty()) {
      progress.accept("starting " + order.slot());
      boxes.put(order.slot(), started(order));
    }
    become(order.slot(), order.workload().startSeconds());
    failIfTold();
    return found(order.slot()).running(order.slot());
  }

  private Box started(Order order) {
    started++;
    logs.computeIfAbsent(order.slot(), _ -> new ArrayList<>()).add("started " + order.slot());
    var address = "10.213.0." + (2 * started + 1) + ":" + order.workload().port();
    return new Box(order.image(), address, clock.instant(), false);
  }

  private void become(Slot slot, int startSeconds) throws PortFailure {
    if (found(slot).ready()) return;
    switch (conducts.getOrDefault(slot.release(), Conduct.SERVES)) {
      case SERVES -> {
        passes.accept(start);
        boxes.put(slot, found(slot).warm());
      }
      case CRASHES -> throw gone(slot, start, "start-failed", "ended before it was ready");
      case NEVER_READY -> {
        throw gone(slot, Duration.ofSeconds(startSeconds), "not-ready", "was not ready in time");
      }
      case NAMES_ANOTHER_RELEASE -> throw gone(slot, start, "wrong-release", "named another");
      case WARM_UP_FAILS -> throw gone(slot, start, "warm-failed", "failed its warm-up");
    }
  }

  private PortFailure gone(Slot slot, Duration after, String code, String what) {
    passes.accept(after);
    boxes.remove(slot);
    return PortFailure.refused(code, slot + " " + what + ".", "See its log.");
  }

  @Override
  public synchronized void retire(Slot slot, Duration drain, Token token) throws PortFailure {
    if (!doneAnyway) failIfTold();
    pass(slot, token);
    if (boxes.containsKey(slot) && inFlight.getOrDefault(slot, 0) > 0) passes.accept(drain);
    boxes.remove(slot);
    failIfTold();
  }

  @Override
  public synchronized List<Running> list() throws PortFailure {
    failIfTold();
    return boxes.entrySet().stream()
        .map(entry -> entry.getValue().running(entry.getKey()))
        .toList();
  }

  @Override
  public synchronized Ended run(Task task, Consumer<String> progress) throws PortFailure {
    failIfTold();
    progress.accept("running " + task.name());
    var ended = tasks.get(task.name());
    if (ended != null) return ended;
    passes.accept(task.limit());
    throw PortFailure.failed("task-too-long", task.name() + " did not end.", "Raise its limit.");
  }

  @Override
  public synchronized List<String> log(Slot slot, int lines) throws PortFailure {
    failIfTold();
    var all = logs.getOrDefault(slot, List.of());
    return List.copyOf(all.subList(Math.max(0, all.size() - lines), all.size()));
  }

  private void pass(Slot slot, Token token) throws PortFailure {
    var highest = tokens.get(slot);
    if (highest != null && token.compareTo(highest) < 0) {
      throw PortFailure.refused(
          "fenced",
          "Token %s is lower than %s, which already acted on %s.".formatted(token, highest, slot),
          "Another server leads: let it act.");
    }
    tokens.put(slot, token);
  }

  private Box found(Slot slot) {
    var box = boxes.get(slot);
    if (box == null) throw new AssertionError(slot + " is not there");
    return box;
  }

  public synchronized void shape(Shape shape) {
    this.shape = shape;
  }

  /// How long every start takes from now on.
  public synchronized void startsTake(Duration start) {
    this.start = start;
  }

  /// How containers of a release behave that are started from now on.
  public synchronized void conduct(ReleaseId release, Conduct conduct) {
    conducts.put(release, conduct);
  }

  /// How a task of this name ends; without it, it never does.
  public synchronized void ends(String task, Ended how) {
    tasks.put(task, how);
  }

  /// Requests that never end: a retiring slot waits out its drain.
  public synchronized void inFlight(Slot slot, int requests) {
    inFlight.put(slot, requests);
  }

  /// A container dies by itself; absent is done.
  public synchronized void kill(Slot slot) {
    boxes.remove(slot);
  }

  /// A line of a container's log.
  public synchronized void says(Slot slot, String line) {
    logs.computeIfAbsent(slot, _ -> new ArrayList<>()).add(line);
  }

  /// How many containers were ever started.
  public synchronized int started() {
    return started;
  }

  /// The next call fails so, having changed nothing.
  public synchronized void failNext(PortFailure failure) {
    next = failure;
    doneAnyway = false;
  }

  /// The next prepare or retire fails so, having done what it was asked: an answer that got lost.
  public synchronized void failNextThoughDone(PortFailure failure) {
    next = failure;
    doneAnyway = true;
  }

  private void failIfTold() throws PortFailure {
    var failure = next;
    next = null;
    doneAnyway = false;
    if (failure != null) throw failure;
  }
}
