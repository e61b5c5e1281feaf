package speeder.kit.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import speeder.engine.port.Leadership;
import speeder.engine.port.PortFailure;

/// A lease in memory, judged by a clock that the test holds.
public final class MemoryLeadership implements Leadership {
  public static final Duration LEASE = Duration.ofSeconds(4);

  private final InstantSource clock;
  private Optional<Held> held = Optional.empty();
  private Instant until = Instant.MIN;

  public MemoryLeadership(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Lead lead(String server) throws PortFailure {
    var holder = holder();
    if (holder.isPresent()) throw alreadyRunning(holder.get());
    var now = clock.instant();
    var lead = new Held(new Holder(server, ProcessHandle.current().pid(), now, Address.NOWHERE));
    held = Optional.of(lead);
    until = now.plus(LEASE);
    return lead;
  }

  @Override
  public boolean hasFollowers() {
    return true;
  }

  @Override
  public synchronized Optional<Holder> holder() {
    return held.filter(_ -> clock.instant().isBefore(until)).map(it -> it.now);
  }

  private final class Held implements Lead {
    private final Holder first;
    private Holder now;

    Held(Holder holder) {
      this.first = holder;
      this.now = holder;
    }

    @Override
    public Holder holder() {
      return first;
    }

    @Override
    public void answersAt(Address address) throws PortFailure {
      synchronized (MemoryLeadership.this) {
        check();
        now = new Holder(first.server(), first.pid(), first.since(), address);
      }
    }

    @Override
    public Instant renew() throws PortFailure {
      synchronized (MemoryLeadership.this) {
        check();
        until = clock.instant().plus(LEASE);
        return clock.instant();
      }
    }

    @Override
    public Optional<Duration> lease() {
      return Optional.of(LEASE);
    }

    @Override
    public void close() {
      synchronized (MemoryLeadership.this) {
        if (isMine()) held = Optional.empty();
      }
    }

    private boolean isMine() {
      return held.filter(it -> it == this).isPresent();
    }

    private void check() throws PortFailure {
      if (isMine()) return;
      throw PortFailure.refused(
          "lead-lost", first.server() + " no longer leads.", "Speak to the server that does.");
    }
  }

  private static PortFailure alreadyRunning(Holder holder) {
    return PortFailure.refused(
        "already-running",
        "%s (process %d) leads.".formatted(holder.server(), holder.pid()),
        "Speak to that server, or end it first.");
  }
}
