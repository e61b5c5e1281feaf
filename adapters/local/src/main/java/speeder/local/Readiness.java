package speeder.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import speeder.core.farm.Workload;
import speeder.core.value.Slot;
import speeder.engine.port.PortFailure;

/// Waits until a slot serves: its ready path answers, then every path of its warm-up for every
/// host.
///
/// Each answer must be below 400 and name the slot's own release. That a container ended is seen at
/// the next knock, not at the deadline.
final class Readiness {
  private static final int WARM_AT_ONCE = 4;
  private static final Duration KNOCK_EVERY_MIN = Duration.ofMillis(5);
  private static final Duration KNOCK_EVERY_MAX = Duration.ofMillis(100);

  /// Tells whether a container's processes run.
  @FunctionalInterface
  interface Alive {
    boolean isAlive() throws IOException;
  }

  private final Slot slot;
  private final InetSocketAddress at;
  private final Workload workload;
  private final Path log;
  private final Alive alive;
  private final long until;

  Readiness(Slot slot, String address, Workload workload, Path log, Alive alive) {
    this.slot = slot;
    this.at = socket(address);
    this.workload = workload;
    this.log = log;
    this.alive = alive;
    this.until = System.nanoTime() + Duration.ofSeconds(workload.startSeconds()).toNanos();
  }

  private static InetSocketAddress socket(String address) {
    int colon = address.lastIndexOf(':');
    var port = Integer.parseInt(address.substring(colon + 1));
    return new InetSocketAddress(address.substring(0, colon), port);
  }

  /// Waits until the ready path answers.
  void await() throws IOException, PortFailure, InterruptedException {
    var every = KNOCK_EVERY_MIN;
    while (true) {
      var answer = knock();
      if (answer.isEmpty()) return;
      if (!alive.isAlive()) throw Failures.ended(slot, log);
      if (left().isNegative()) {
        throw Failures.notReady(slot, workload.startSeconds(), answer, log);
      }
      Thread.sleep(every);
      every = smaller(every.multipliedBy(3).dividedBy(2), KNOCK_EVERY_MAX);
    }
  }

  /// What is not there yet; empty once it is ready.
  private String knock() throws PortFailure {
    try {
      var knock = Knock.at(at, hosts().getFirst(), workload.ready(), atLeast(left()));
      if (!knock.isGood()) return workload.ready() + " answered " + knock.status();
      own(knock, workload.ready());
      return "";
    } catch (IOException notYet) {
      return workload.ready() + " did not answer";
    }
  }

  /// Asks what warms it: the paths of a host in order, hosts side by side.
  void warm() throws IOException, PortFailure, InterruptedException {
    if (workload.warm().isEmpty()) return;
    var permits = new Semaphore(WARM_AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var hosts = new ArrayList<Future<?>>();
      for (var host : hosts()) hosts.add(threads.submit(() -> warm(host, permits)));
      try {
        for (var host : hosts) host.get();
      } catch (ExecutionException e) {
        throw thrown(e);
      } finally {
        hosts.forEach(host -> host.cancel(true));
      }
    }
  }

  private boolean warm(String host, Semaphore permits)
      throws IOException, PortFailure, InterruptedException {
    permits.acquire();
    try {
      for (var path : workload.warm()) warm(host, path);
      return true;
    } finally {
      permits.release();
    }
  }

  private void warm(String host, String path) throws IOException, PortFailure {
    var what = "http://" + host + path;
    try {
      var knock = Knock.at(at, host, path, left());
      if (!knock.isGood()) {
        throw Failures.badAnswer(slot, "warm-failed", what + " answered " + knock.status(), log);
      }
      own(knock, what);
    } catch (IOException e) {
      if (!alive.isAlive()) throw Failures.ended(slot, log);
      throw Failures.badAnswer(slot, "warm-failed", what + ": " + e.getMessage(), log);
    }
  }

  private void own(Knock knock, String what) throws PortFailure {
    var release = slot.release().text();
    if (knock.release().filter(release::equals).isPresent()) return;
    var came = knock.release().map(other -> "release " + other).orElse("no release");
    throw Failures.badAnswer(
        slot, "wrong-release", "%s named %s, not %s".formatted(what, came, release), log);
  }

  /// Without a host of its own a request names the address.
  private List<String> hosts() {
    if (!workload.warmHosts().isEmpty()) return workload.warmHosts();
    return List.of(at.getHostString() + ":" + at.getPort());
  }

  private static PortFailure thrown(ExecutionException e) throws IOException {
    return switch (e.getCause()) {
      case PortFailure failure -> failure;
      case IOException io -> throw io;
      case InterruptedException _ -> Failures.stopped();
      case null, default -> throw new IllegalStateException(e);
    };
  }

  private Duration left() {
    return Duration.ofNanos(until - System.nanoTime());
  }

  /// The last knock comes a moment before the deadline, and may end.
  private static Duration atLeast(Duration left) {
    return left.compareTo(KNOCK_EVERY_MAX) < 0 ? KNOCK_EVERY_MAX : left;
  }

  private static Duration smaller(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
