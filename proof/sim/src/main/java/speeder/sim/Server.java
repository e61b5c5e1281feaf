package speeder.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import speeder.core.value.EffectKey;
import speeder.core.value.Refusal;
import speeder.core.world.Effect;
import speeder.core.world.Effect.Deed;
import speeder.core.world.Effect.Watch;
import speeder.core.world.Effect.WatchHoldFile;
import speeder.core.world.Input;
import speeder.core.world.Owed;
import speeder.core.world.Reply;
import speeder.core.world.Result;
import speeder.core.world.World;
import speeder.engine.Balance;
import speeder.engine.Engine;
import speeder.engine.deed.Ended;
import speeder.engine.deed.Looker;
import speeder.engine.deed.Performer;
import speeder.engine.port.PortFailure;

/// One server process: the shell's part, in virtual time. It starts what is owed, looks for what is
/// watched, and decides one input a turn.
final class Server {
  static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  static final Duration LATE = Duration.ofSeconds(30);

  /// After that long a server that was overtaken knows it, though it had nothing to write.
  static final Duration LEARNS = LATE.multipliedBy(2);

  private static final Duration NAP = Duration.ofSeconds(1);
  private static final Refusal LOST = new Refusal("lost", "The answer was lost.", "Look.");

  private final Sim sim;
  private final Engine engine;
  private final Performer performer;
  private final Looker looker;
  private final Map<EffectKey, Deed> running = new HashMap<>();

  /// Watches whose last look is still to be told.
  private final Set<EffectKey> late = new HashSet<>();

  private final Set<EffectKey> standing = new HashSet<>();
  private Optional<Instant> alarm = Optional.empty();
  private boolean alive = true;
  private boolean naps;

  /// Whether deeds that had begun when the process ended are still carried out.
  private boolean actsOn = true;

  /// @param from a World that the journal led to
  Server(Sim sim, String name, World from) throws PortFailure {
    this.sim = sim;
    var journal = new FaultyAppends(sim.town.journal, sim.faults, sim::takeOver);
    this.engine = Engine.start(journal, name, sim.agenda.instant(), from, sim.decider);
    var ports = sim.town.ports();
    this.performer = new Performer(ports, engine::world);
    this.looker = new Looker(ports);
  }

  World world() {
    return engine.world();
  }

  boolean isAlive() {
    return alive;
  }

  boolean isIdle() {
    return running.isEmpty();
  }

  void turn(Input input) {
    if (!alive) return;
    try {
      long began = System.nanoTime();
      var turn = engine.turn(List.of(input), sim.agenda.instant());
      sim.measured(System.nanoTime() - began);
      if (input instanceof Input.Outcome outcome) running.remove(outcome.key());
      sim.turned(this, turn);
      turn.replies().forEach(this::reply);
      balance();
    } catch (FaultyAppends.Crash crash) {
      crash(crash.othersGoOn());
    } catch (PortFailure failure) {
      failed(input, failure);
    }
  }

  private void reply(String command, Reply reply) {
    sim.replied(command, reply);
  }

  /// Commands are asked again by whoever asked; all else waits for the journal.
  private void failed(Input input, PortFailure failure) {
    if (failure.why().code().equals("not-leader")) {
      alive = false;
      return;
    }
    if (!(input instanceof Input.Command)) sim.agenda.in(AFTER_FAILURE, () -> turn(input));
  }

  /// Another leads. Deeds that had begun are still carried out.
  void stepsDown() {
    alive = false;
  }

  /// The process ends, and another is started after a while.
  void crash(boolean othersGoOn) {
    if (!alive) return;
    alive = false;
    actsOn = othersGoOn;
    sim.restart(this);
  }

  /// Overtaken: it does not know yet.
  void balance() {
    if (!alive) return;
    var balance = Balance.of(Owed.of(engine.world()), running.values(), this::mayBegin);
    balance.start().forEach(this::start);
    balance.watches().values().forEach(this::stand);
    standing.retainAll(balance.watches().keySet());
    engine
        .world()
        .wake(sim.agenda.instant())
        .filter(at -> !alarm.equals(Optional.of(at)))
        .ifPresent(this::wakeAt);
  }

  private void wakeAt(Instant at) {
    alarm = Optional.of(at);
    sim.agenda.at(at, () -> turn(new Input.WakeUp()));
  }

  /// What may not begin yet is thought of again with every nap of the loop.
  private boolean mayBegin(Deed deed) {
    boolean may = performer.mayBegin(deed) || sim.mutant == Mutant.BEGINS_UNDER_THE_HOLD_FILE;
    if (!may && !naps) {
      naps = true;
      sim.agenda.in(NAP, this::wakened);
    }
    return may;
  }

  private void wakened() {
    naps = false;
    balance();
  }

  private void start(Deed deed) {
    sim.invariants.starts(deed);
    running.put(deed.key(), deed);
    sim.agenda.in(sim.takes.of(deed), () -> carryOut(deed));
  }

  private void stand(Watch watch) {
    if (standing.add(watch.key())) sim.agenda.in(sim.takes.of(watch), () -> look(watch.key()));
  }

  private void carryOut(Deed deed) {
    if (!alive && !actsOn) return;
    var fault = alive ? sim.faults.next("deed " + deed.key().kind(), false) : Fault.NONE;
    switch (fault) {
      case NONE -> told(deed, act(deed));
      case FAILS -> told(deed, new Ended(new Result.Failed(LOST), List.of()));
      case UNKNOWN_NOT_DONE -> told(deed, new Ended(new Result.Unknown(LOST), List.of()));
      case UNKNOWN_DONE -> {
        act(deed);
        told(deed, new Ended(new Result.Unknown(LOST), List.of()));
      }
      case CRASH_BEFORE -> crash(false);
      case CRASH_AFTER -> {
        act(deed);
        crash(true);
      }
      case DOUBLED -> {
        var ended = act(deed);
        told(deed, ended);
        told(deed, ended);
      }
      case TOLD_LATE -> {
        var ended = act(deed);
        sim.agenda.in(LATE, () -> told(deed, ended));
      }
      case DONE_LATE -> sim.agenda.in(LATE, () -> told(deed, act(deed)));
      case LOST_LEASE -> {
        sim.takeOver();
        sim.agenda.in(LATE, () -> told(deed, act(deed)));
      }
    }
  }

  private Ended act(Deed deed) {
    return performer.perform(deed, engine.term(), _ -> {});
  }

  private void told(Deed deed, Ended ended) {
    turn(new Input.Outcome(deed.key(), ended.result(), ended.documents()));
  }

  private void look(EffectKey key) {
    if (!alive || !standing.contains(key) || late.contains(key)) return;
    if (!(Owed.of(engine.world()).get(key) instanceof Watch watch)) return;
    if (watch instanceof WatchHoldFile && !sim.town.noticed.isHoldFileNews(engine.world())) return;
    var fault = sim.faults.next("look " + key.kind(), false);
    switch (fault) {
      case NONE -> see(watch).ifPresent(this::turn);
      case FAILS, UNKNOWN_NOT_DONE, UNKNOWN_DONE -> {}
      case CRASH_BEFORE, CRASH_AFTER -> crash(fault == Fault.CRASH_AFTER);
      case DOUBLED -> {
        var seen = see(watch);
        seen.ifPresent(this::turn);
        seen.ifPresent(this::turn);
      }
      case TOLD_LATE, DONE_LATE -> {
        var seen = see(watch);
        if (seen.isPresent()) {
          toldLate(key, seen.get());
          return;
        }
      }
      case LOST_LEASE -> sim.takeOver();
    }
    sim.agenda.in(sim.pause(watch), () -> look(key));
  }

  /// Looks of one watch follow one another: what is told late keeps it from the next one.
  private void toldLate(EffectKey key, Input seen) {
    late.add(key);
    sim.agenda.in(
        LATE,
        () -> {
          late.remove(key);
          turn(seen);
          look(key);
        });
  }

  private Optional<Input> see(Effect.Watch watch) {
    try {
      return looker.look(watch, sim.agenda.instant()).map(Input.class::cast);
    } catch (PortFailure unseen) {
      return Optional.empty();
    }
  }

  /// The hold file came, changed or went; it is looked at until that is known.
  void holdFileChanged() {
    if (!alive) return;
    for (var effect : Owed.of(engine.world()).values()) {
      if (effect instanceof WatchHoldFile watch) {
        sim.agenda.in(sim.takes.of(watch), () -> look(watch.key()));
      }
    }
  }

  /// A notice that heads may have moved.
  void stirred() {
    if (!alive) return;
    for (var effect : Owed.of(engine.world()).values()) {
      if (effect instanceof Effect.WatchSources watch && !late.contains(watch.key())) {
        sim.agenda.in(sim.takes.of(watch), () -> see(watch).ifPresent(this::turn));
      }
    }
  }
}
