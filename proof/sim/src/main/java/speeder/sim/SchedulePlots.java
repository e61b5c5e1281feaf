package speeder.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import speeder.core.farm.Triggers;
import speeder.core.rollout.Rollout;
import speeder.core.schedule.HoldFile;
import speeder.core.schedule.Reach;
import speeder.core.world.ScheduleAsk;
import speeder.sim.Plots.Beat;

/// What people do about when things move.
final class SchedulePlots {
  /// After which what was told late is known, too.
  static final Duration A_WHILE = Server.LATE.plusSeconds(15);

  private static final Triggers EVERY_MINUTE =
      new Triggers(Optional.empty(), List.of(new Triggers.Cron("* * * * *", "UTC")));

  private SchedulePlots() {}

  private static Optional<Triggers> cadence(Random random) {
    var settle = Duration.ofSeconds(random.nextInt(60));
    var change = new Triggers.Change(settle, settle.multipliedBy(3));
    return switch (random.nextInt(4)) {
      case 0 -> Optional.of(Triggers.BY_HAND);
      case 1 -> Optional.of(EVERY_MINUTE);
      case 2 -> Optional.of(new Triggers(Optional.of(change), List.of()));
      default -> Optional.empty();
    };
  }

  /// By hand nothing sets out; at its time it does; then as the manifest says.
  static void cadences(Sim sim) {
    sim.ask(new ScheduleAsk.Cadence(Manifests.LANE, Optional.of(Triggers.BY_HAND)));
    sim.answered();
    sim.commit("cadence", Quality.GOOD);
    sim.pass(A_WHILE);
    Broken.unless(!isServed(sim, "cadence"), "a lane by hand set out by itself");
    sim.ask(new ScheduleAsk.Cadence(Manifests.LANE, Optional.of(EVERY_MINUTE)));
    sim.answered();
    sim.pass(Duration.ofSeconds(65));
    sim.rest();
    Broken.unless(isServed(sim, "cadence"), "a time came and nothing set out");
    sim.ask(new ScheduleAsk.Cadence(Manifests.LANE, Optional.empty()));
  }

  static boolean isServed(Sim sim, String commit) {
    var serving = sim.invariants.world().rollouts().serving(Manifests.LANE);
    return serving.filter(it -> sim.town.is(it, commit)).isPresent();
  }

  /// Changes come faster than windows end: the lane goes as far as it may, and waits.
  static void farAhead(Sim sim) {
    for (var name : List.of("far", "farther", "farthest", "beyond")) {
      sim.commit(name, Quality.GOOD);
      sim.pass(Duration.ofSeconds(15));
    }
  }

  static Beat drawn(Random random, String lane) {
    return switch (random.nextInt(5)) {
      case 4 -> Plots.asks(new ScheduleAsk.Cadence(lane, cadence(random)));
      case 0 -> someHold(random, reach(random, lane));
      case 1 -> Plots.asks(new ScheduleAsk.Lift(reach(random, lane)));
      case 2 -> holdFile(Optional.of(new HoldFile("a look", random.nextInt(4) == 0)));
      default -> holdFile(Optional.empty());
    };
  }

  /// The file comes before the rollout begins, and is a fact after it has begun.
  static void heldByFile(Sim sim) {
    sim.commit("file", Quality.GOOD);
    sim.holdFile(Optional.of(new HoldFile("a look", false)));
    sim.pass(A_WHILE);
    boolean known = sim.invariants.world().schedule().holds().file().isPresent();
    Broken.unless(known, "the hold file is no fact after a while");
    sim.holdFile(Optional.empty());
  }

  static void heldForATime(Sim sim) {
    var until = Optional.of(sim.agenda.instant().plus(A_WHILE));
    sim.ask(new ScheduleAsk.Hold(Reach.target("here"), "a look", false, until));
    sim.commit("time", Quality.GOOD);
    sim.pass(A_WHILE.plusSeconds(10));
  }

  static void frozenWhileItFails(Sim sim) {
    sim.commit("frozen", Quality.BREAKS_IN_WINDOW);
    sim.until(() -> Plots.newest(sim).filter(it -> isBadAtMain(sim, it)).isPresent());
    sim.ask(new ScheduleAsk.Hold(Reach.ALL, "a look", true, Optional.empty()));
    sim.pass(A_WHILE);
    sim.ask(new ScheduleAsk.Lift(Reach.ALL));
  }

  private static boolean isBadAtMain(Sim sim, Rollout rollout) {
    return rollout.reachedMain() && sim.town.quality(rollout.release()) == Quality.BREAKS_IN_WINDOW;
  }

  private static Reach reach(Random random, String lane) {
    return switch (random.nextInt(4)) {
      case 0 -> Reach.ALL;
      case 1 -> Reach.target(Plots.target(random));
      case 2 -> Reach.source(Manifests.SOURCE);
      default -> Reach.lane(lane);
    };
  }

  /// Some end by themselves, some stop going back, too.
  private static Beat someHold(Random random, Reach reach) {
    boolean frozen = random.nextInt(3) == 0;
    boolean ends = random.nextBoolean();
    var span = Duration.ofSeconds(1 + random.nextInt(600));
    return Plots.beat(
        "hold " + reach,
        sim -> {
          var until =
              ends ? Optional.of(sim.agenda.instant().plus(span)) : Optional.<Instant>empty();
          sim.ask(new ScheduleAsk.Hold(reach, "a look", frozen, until));
        });
  }

  private static Beat holdFile(Optional<HoldFile> file) {
    return Plots.beat("hold file " + file.isPresent(), sim -> sim.holdFile(file));
  }
}
