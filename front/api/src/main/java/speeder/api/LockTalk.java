package speeder.api;

import java.time.Duration;
import java.util.function.Consumer;

/// One lock's talk with a server: asks for it, waits, keeps it, gives it back. For one thread at a
/// time, but that another may let it go meanwhile.
///
/// A server that is away for a moment costs neither the lock nor the place in the queue. Away for
/// longer than the lease, and nobody here can know whether another holds the lock: it is lost.
public final class LockTalk {
  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

  /// Renewals within a lease.
  private static final int RENEWALS = 3;

  private final SpeederClient client;
  private final Command command;
  private volatile Lock lock;

  /// When the last renewal that arrived was sent.
  private long alive = System.nanoTime();

  private LockTalk(SpeederClient client, Command command, long asked) throws ApiFailure {
    this.client = client;
    this.command = command;
    this.lock = client.lock(asked);
  }

  /// @param command one that asks for a lock
  public static LockTalk ask(SpeederClient client, Command command) throws ApiFailure {
    return new LockTalk(client, command, client.command(command).accepted());
  }

  public Lock lock() {
    return lock;
  }

  /// Waits until it is held, or is no longer waited for; or for `longest`.
  ///
  /// @param heard takes it as it stands, now and then
  public Lock granted(Duration longest, Consumer<Lock> heard) throws ApiFailure {
    long until = System.nanoTime() + longest.toNanos();
    while (lock.isWaiting()) {
      heard.accept(lock);
      long left = until - System.nanoTime();
      if (left <= 0) break;
      renew(shorter(Duration.ofNanos(left)));
    }
    return lock;
  }

  /// Keeps it until it is lost, or the thread is interrupted.
  ///
  /// @param heard takes it whenever it stands otherwise
  public Lock kept(Consumer<Lock> heard) throws ApiFailure {
    while (lock.isHeld()) {
      var before = lock.state();
      renew(shorter(lease()));
      if (!lock.state().equals(before)) heard.accept(lock);
    }
    return lock;
  }

  /// Gives it back, or waits for it no longer. What is over already is no failure.
  public void letGo() throws ApiFailure {
    var unlock =
        Command.of(command.id() + ".unlock", Command.UNLOCK).with("lock", "" + lock.lock());
    try {
      client.command(command.onBehalfOf().map(unlock::onBehalfOf).orElse(unlock));
    } catch (ApiFailure failure) {
      if (!failure.problem().code().equals("lock-gone")) throw failure;
    }
  }

  private Duration lease() {
    return Duration.ofSeconds(lock.leaseSeconds());
  }

  private Duration shorter(Duration wait) {
    var share = lease().dividedBy(RENEWALS);
    return wait.compareTo(share) < 0 ? wait : share;
  }

  private void renew(Duration wait) throws ApiFailure {
    while (true) {
      long sent = System.nanoTime();
      try {
        lock = client.renew(lock.lock(), lock.state(), wait);
        alive = sent;
        return;
      } catch (ApiFailure failure) {
        boolean over = System.nanoTime() - alive >= lease().toNanos();
        if (over || !isPassing(failure)) throw failure;
        pause();
      }
    }
  }

  /// Whether the server may answer the next time.
  private static boolean isPassing(ApiFailure failure) {
    int status = failure.problem().status();
    boolean stopped = failure.problem().code().equals("interrupted");
    return !stopped && (status < 400 || status >= 500);
  }

  private static void pause() throws ApiFailure {
    try {
      Thread.sleep(BEFORE_NEXT_TRY);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw ApiFailure.without("interrupted", "It was interrupted.", "Ask again.");
    }
  }
}
