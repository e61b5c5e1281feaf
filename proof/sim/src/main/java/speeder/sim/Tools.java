package speeder.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.lock.Claim;
import speeder.core.world.LockAsk;
import speeder.core.world.Reply;

/// Tools of others: each asks for a lock, says now and then that it is there, works under its
/// number and gives it back. Some die, some do not step aside.
final class Tools {
  static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration EVERY = LEASE.dividedBy(3);

  private final Sim sim;
  private final List<Tool> alive = new ArrayList<>();

  enum Temper {
    PLAIN,
    /// Falls silent as soon as it holds the lock.
    DIES,
    /// Works on when it is asked to step aside.
    STUBBORN,
    /// Waits for a short time only.
    HASTY
  }

  /// @param works how long it holds the lock
  record Errand(
      String lane,
      String target,
      String work,
      Optional<Integer> priority,
      Duration works,
      Temper temper) {
    static Errand of(String lane, String work, Duration works, Temper temper) {
      return new Errand(lane, Claim.ALL, work, Optional.empty(), works, temper);
    }
  }

  Tools(Sim sim) {
    this.sim = sim;
  }

  void send(Errand errand) {
    send(errand, () -> {});
  }

  /// @param gone runs once the tool has gone, or was refused
  void send(Errand errand, Runnable gone) {
    var ask =
        new LockAsk.Acquire(
            errand.lane(),
            errand.target(),
            Optional.of(errand.work()),
            errand.priority(),
            LEASE,
            "");
    sim.ask(ask, reply -> begin(errand, reply, gone));
  }

  private void begin(Errand errand, Reply reply, Runnable gone) {
    if (!(reply instanceof Reply.Accepted(var lock))) {
      gone.run();
      return;
    }
    var tool = new Tool(errand, lock, sim.agenda.instant(), gone);
    alive.add(tool);
    tool.live();
  }

  /// Everybody goes home at the next look.
  void goHome() {
    alive.forEach(it -> it.goesHome = true);
  }

  boolean areGone() {
    return alive.isEmpty();
  }

  private final class Tool {
    private final Errand errand;
    private final long lock;
    private final Instant asked;
    private final Runnable gone;
    private Optional<Instant> began = Optional.empty();
    private boolean goesHome;
    private boolean asksToEnd;

    Tool(Errand errand, long lock, Instant asked, Runnable gone) {
      this.errand = errand;
      this.lock = lock;
      this.asked = asked;
      this.gone = gone;
    }

    private void live() {
      if (sim.isServed() && !isThere()) {
        alive.remove(this);
        gone.run();
        return;
      }
      sim.agenda.in(EVERY, this::live);
    }

    /// Says that it is there, and does what is next.
    ///
    /// @return whether it lives on
    private boolean isThere() {
      if (!sim.town.leases.renew(lock, LEASE)) return false;
      var claim = sim.world().locks().find(lock);
      if (claim.isEmpty()) return false;
      if (claim.get().isHeld()) return work(claim.get());
      if (goesHome || (errand.temper() == Temper.HASTY && isAfter(asked, LEASE))) end();
      return true;
    }

    private boolean work(Claim claim) {
      if (errand.temper() == Temper.DIES) {
        sim.invariants.locks.fallsSilent(lock, sim.agenda.instant());
        return false;
      }
      if (began.isEmpty()) began = Optional.of(sim.agenda.instant());
      sim.invariants.locks.acts(claim.grant().orElseThrow().number());
      boolean aside = claim.aside().isPresent() && errand.temper() != Temper.STUBBORN;
      if (goesHome || aside || isAfter(began.get(), errand.works())) end();
      return true;
    }

    private void end() {
      if (asksToEnd) return;
      asksToEnd = true;
      sim.ask(new LockAsk.LetGo(lock), _ -> {});
    }

    private boolean isAfter(Instant since, Duration time) {
      return !since.plus(time).isAfter(sim.agenda.instant());
    }
  }
}
