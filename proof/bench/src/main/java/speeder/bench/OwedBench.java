package speeder.bench;

import java.util.List;
import speeder.core.release.Releases;
import speeder.core.rollout.Rollouts;
import speeder.core.value.Actor;
import speeder.core.world.Control;
import speeder.core.world.Input;
import speeder.core.world.Owed;
import speeder.core.world.ScheduleAsk;
import speeder.core.world.World;
import speeder.sim.FairWeather;

/// What deciding costs when the World is as full as it may be.
final class OwedBench implements Benchmark {
  /// Lanes whose worth of work one measurement holds.
  private static final int LANES = 20_000;

  private static final int WARMUPS = 5;
  private static final int ROUNDS = 15;

  @Override
  public String name() {
    return "owed";
  }

  @Override
  public String about() {
    return "Owed.of and Control.decide with %d open rollouts and %d releases per lane, beside one"
            .formatted(Rollouts.OPEN_MAX, Releases.KEPT)
        + " such lane and an empty one; a decision is to take 1 ms at most";
  }

  @Override
  public Findings run(Effort effort) throws Exception {
    var full = FairWeather.full(Rollouts.OPEN_MAX, Releases.KEPT);
    var one = FairWeather.full(1, Releases.KEPT);
    var empty = FairWeather.farm(World.EMPTY, 1, (world, input, now) -> next(world, input)).world();
    var series =
        new Rounds()
            .arm("owed, full", "us CPU", () -> owed(full))
            .arm("owed, one lane", "us CPU", () -> owed(one))
            .arm("owed, empty", "us CPU", () -> owed(empty))
            .arm("nothing new, full", "us CPU", () -> decide(full, new Input.WakeUp(), false))
            .arm("nothing new, one lane", "us CPU", () -> decide(one, new Input.WakeUp(), false))
            .arm("nothing new, empty", "us CPU", () -> decide(empty, new Input.WakeUp(), false))
            .arm("a hold, full", "us CPU", () -> decide(full, hold(full), true))
            .arm("a hold, one lane", "us CPU", () -> decide(one, hold(one), true))
            .arm("a hold, empty", "us CPU", () -> decide(empty, hold(empty), true))
            .run(WARMUPS, effort.rounds(ROUNDS));
    return new Findings(
        series,
        List.of(
            Ratio.of("owed.full-to-one-lane", series.get(0), series.get(1)),
            Ratio.of("owed.full-to-empty", series.get(0), series.get(2)),
            Ratio.of("owed.nothing-new-full-to-one-lane", series.get(3), series.get(4)),
            Ratio.of("owed.nothing-new-full-to-empty", series.get(3), series.get(5)),
            Ratio.of("owed.hold-full-to-one-lane", series.get(6), series.get(7)),
            Ratio.of("owed.hold-full-to-empty", series.get(6), series.get(8))));
  }

  private static World next(World world, Input input) {
    return Control.decide(world, input, world.at()).world();
  }

  private static Input hold(World world) {
    var lane = world.farm().lanes().getLast().name();
    return new Input.Command("hold", Actor.operator("t-1"), ScheduleAsk.Hold.lane(lane, "a look"));
  }

  private static double owed(World world) throws Exception {
    int repeats = repeats(world);
    long[] found = new long[1];
    double micros =
        Clock.computedMicros(() -> {
          for (int each = 0; each < repeats; each++) found[0] += Owed.of(world).size();
        });
    // The sources and the slots of a farm are watched, and each open rollout.
    long expected = (world.rollouts().open().isEmpty() ? 1 : 2 + world.rollouts().open().size());
    if (found[0] == expected * repeats) return micros / repeats;
    throw new IllegalStateException("%d owed, not %d".formatted(found[0] / repeats, expected));
  }

  private static double decide(World world, Input input, boolean leadsOn) throws Exception {
    int repeats = repeats(world);
    long[] found = new long[1];
    double micros =
        Clock.computedMicros(() -> {
          for (int each = 0; each < repeats; each++) {
            found[0] += Control.decide(world, input, world.at()).facts().size();
          }
        });
    if (leadsOn == found[0] > 0) return micros / repeats;
    throw new IllegalStateException("%d facts of %s".formatted(found[0] / repeats, input));
  }

  private static int repeats(World world) {
    return LANES / world.farm().lanes().size() / 5;
  }
}
