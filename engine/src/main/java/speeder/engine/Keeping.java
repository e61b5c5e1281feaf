package speeder.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import speeder.engine.port.Leadership.Address;
import speeder.engine.port.Leadership.Lead;
import speeder.engine.port.PortFailure;

/// The right to lead, renewed until it is closed or lost.
///
/// How long it stands is counted from the moment a renewal was asked for, by time that passed here:
/// no clock but the store's plays a part. That one is also the clock of all that a leader decides, so
/// that a server whose own clock is wrong decides as any other would.
final class Keeping implements AutoCloseable {
  /// Renewals in the time of a lease.
  private static final int RENEWALS = 4;

  private final Lead lead;
  private final Optional<Duration> lease;
  private final LongSupplier nanos;
  private final Thread thread;
  private volatile Renewal last;
  private volatile boolean failing;
  private volatile boolean lost;
  private volatile boolean closed;

  /// @param asked when it was asked for, in nanoseconds that passed
  /// @param time what the store's clock said then
  private record Renewal(long asked, Instant time) {}

  private Keeping(Lead lead, LongSupplier nanos, Renewal first) {
    this.lead = lead;
    this.lease = lead.lease();
    this.nanos = nanos;
    this.last = first;
    this.thread = Thread.ofVirtual().name("speeder-lease").unstarted(this::run);
  }

  /// Renews it once, and from then on.
  ///
  /// @param nanos nanoseconds that passed since any moment
  static Keeping of(Lead lead, LongSupplier nanos) throws PortFailure {
    long asked = nanos.getAsLong();
    var keeping = new Keeping(lead, nanos, new Renewal(asked, lead.renew()));
    keeping.thread.start();
    return keeping;
  }

  /// Whether deeds may be started: the store was in reach just now, and the right stands for a good
  /// while yet.
  boolean isFresh() {
    return !lost && !failing && lease.map(it -> age().compareTo(it.dividedBy(2)) < 0).orElse(true);
  }

  /// Whether another server may lead by now.
  boolean isOver() {
    return lost || lease.map(it -> age().compareTo(it) >= 0).orElse(false);
  }

  /// The store's clock.
  InstantSource clock() {
    return () -> last.time().plus(age());
  }

  void answersAt(Address address) throws PortFailure {
    lead.answersAt(address);
  }

  private Duration age() {
    return Duration.ofNanos(nanos.getAsLong() - last.asked());
  }

  private void run() {
    var pause = lease.orElse(Duration.ofSeconds(RENEWALS)).dividedBy(RENEWALS);
    try {
      while (!closed && !lost) {
        Thread.sleep(pause);
        renew();
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    long asked = nanos.getAsLong();
    try {
      last = new Renewal(asked, lead.renew());
      failing = false;
    } catch (PortFailure failure) {
      failing = true;
      if (failure.kind() == PortFailure.Kind.REFUSED) lost = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    lead.close();
  }
}
