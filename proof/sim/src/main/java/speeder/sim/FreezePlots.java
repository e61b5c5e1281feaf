package speeder.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import speeder.core.schedule.Calendar.Span;
import speeder.core.world.ScheduleAsk;
import speeder.sim.Plots.Beat;

/// What calendars do, and people about them.
final class FreezePlots {
  /// Longer than any look that a fault may put off.
  private static final Duration READ = SchedulePlots.A_WHILE;

  private FreezePlots() {}

  /// What a freeze stops goes on when it ends, or when people say so.
  static void freeze(Sim sim) {
    says(sim, span(sim, Duration.ZERO, READ.multipliedBy(2)));
    sim.pass(READ);
    sim.commit("frozen over", Quality.GOOD);
    sim.pass(Duration.ofSeconds(30));
    Broken.unless(!SchedulePlots.isServed(sim, "frozen over"), "a lane moved through a freeze");
    sim.pass(READ);
    sim.rest();
    Broken.unless(SchedulePlots.isServed(sim, "frozen over"), "a freeze ended and nothing moved");
  }

  static void thaw(Sim sim) {
    says(sim, span(sim, Duration.ZERO, Duration.ofDays(3)));
    sim.pass(READ);
    sim.commit("thawed", Quality.GOOD);
    sim.ask(thawing(sim, READ.multipliedBy(3)));
    sim.answered();
    sim.pass(READ);
    Broken.unless(SchedulePlots.isServed(sim, "thawed"), "a thaw moved nothing");
    sim.ask(new ScheduleAsk.EndThaw(Manifests.LANE, "a look"));
    sim.answered();
    sim.commit("thawed no more", Quality.GOOD);
    sim.pass(Duration.ofSeconds(30));
    Broken.unless(!SchedulePlots.isServed(sim, "thawed no more"), "an ended thaw moves a lane");
    says(sim);
  }

  static Beat drawn(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Plots.beat("the calendar says nothing", sim -> says(sim));
      case 1 -> Plots.beat("the calendar is lost", FreezePlots::loses);
      case 2 -> thaw(Duration.ofSeconds(1 + random.nextInt(600)));
      default -> freezes(random);
    };
  }

  private static Beat thaw(Duration lasts) {
    return Plots.beat("thaw", sim -> sim.ask(thawing(sim, lasts)));
  }

  private static ScheduleAsk thawing(Sim sim, Duration lasts) {
    return new ScheduleAsk.Thaw(Manifests.LANE, sim.agenda.instant().plus(lasts), "a look");
  }

  private static Beat freezes(Random random) {
    var from = Duration.ofSeconds(random.nextInt(120) - 30);
    var lasts = Duration.ofSeconds(1 + random.nextInt(600));
    boolean more = random.nextBoolean();
    return Plots.beat(
        "the calendar says a freeze",
        sim -> {
          var spans = new ArrayList<>(List.of(span(sim, from, lasts)));
          if (more) spans.add(span(sim, from.plus(lasts.dividedBy(2)), lasts));
          says(sim, spans.toArray(Span[]::new));
        });
  }

  private static Span span(Sim sim, Duration from, Duration lasts) {
    var begin = sim.agenda.instant().plus(from);
    return new Span(begin, begin.plus(lasts), "a freeze");
  }

  private static void loses(Sim sim) {
    sim.note("the calendar is lost");
    sim.town.calendars.loses(Manifests.CALENDAR);
  }

  /// It is there, and says this.
  static void says(Sim sim, Span... spans) {
    sim.note("the calendar says " + List.of(spans));
    sim.town.calendars.says(Manifests.CALENDAR, List.of(spans));
  }
}
