package speeder.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import speeder.core.lock.Sight;
import speeder.core.schedule.Hold;
import speeder.core.world.Ask;
import speeder.core.world.ScheduleAsk;
import speeder.sim.Plots.Beat;

/// A run to its end, and what came of it.
///
/// @param steps every step that was taken, in order
/// @param broken the promise that was broken, if one was
/// @param log what people did, and what the journal holds
record Run(
    List<String> steps,
    Map<Fault, Integer> faults,
    int turns,
    long facts,
    long nanos,
    Optional<String> broken,
    List<String> log) {

  /// A story at rest after every beat.
  static Run of(Story story, Faults faults, Mutant mutant) {
    return run(story.beats(), faults, mutant, true);
  }

  /// A story drawn by a seed, with faults drawn by the same.
  static Run ofSeed(long seed) {
    return ofBeats(seed, Plots.random(seed));
  }

  static Run ofBeats(long seed, List<Beat> beats) {
    return run(beats, Faults.random(seed), Mutant.NONE, false);
  }

  private static Run run(List<Beat> beats, Faults faults, Mutant mutant, boolean resting) {
    var sim = new Sim(faults, mutant);
    try {
      for (var beat : beats) {
        sim.note("- " + beat.name());
        beat.act().on(sim);
        if (resting) {
          sim.rest();
          sim.invariants.nothingBadStays();
          sim.invariants.nothingMarkedServes();
          sim.invariants.nothingOutlivesItsTime();
          sim.invariants.pathsAreKept();
        }
      }
      lift(sim);
      sim.end();
      return of(sim, Optional.empty());
    } catch (RuntimeException broken) {
      return of(sim, Optional.of(broken.toString() + at(broken)));
    }
  }

  private static String at(RuntimeException broken) {
    return broken instanceof Broken || broken.getStackTrace().length == 0
        ? ""
        : " at " + broken.getStackTrace()[0];
  }

  /// People let everything go on before the end.
  private static void lift(Sim sim) {
    sim.faults.calm();
    sim.tools.goHome();
    LockPlots.shows(Sight.still(Optional.empty())).on(sim);
    FreezePlots.says(sim);
    sim.answered();
    for (var target : List.copyOf(sim.invariants.world().farm().out().keySet())) {
      sim.ask(new Ask.TakeIn(target));
    }
    sim.holdFile(Optional.empty());
    TiePlots.bringAll(sim);
    for (var hold : sim.invariants.world().schedule().holds().all()) {
      if (hold.hand() != Hold.Hand.FILE) sim.ask(new ScheduleAsk.Lift(hold.reach()));
    }
  }

  /// Whether the log is kept though nothing broke: for a look.
  private static final boolean keepsLog = Boolean.getBoolean("speeder.log");

  private static Run of(Sim sim, Optional<String> broken) {
    var log = new ArrayList<String>();
    if (broken.isPresent() || keepsLog) {
      log.addAll(sim.facts());
      log.addAll(sim.story());
      sim.faults.injected().forEach((fault, times) -> log.add(fault + " x " + times));
    }
    return new Run(
        sim.faults.steps(),
        Map.copyOf(sim.faults.injected()),
        sim.turns(),
        sim.invariants.facts(),
        sim.nanos(),
        broken,
        log);
  }

  double microsecondsATurn() {
    return nanos / 1_000.0 / Math.max(1, turns);
  }
}
