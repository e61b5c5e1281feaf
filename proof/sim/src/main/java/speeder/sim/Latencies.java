package speeder.sim;

import java.time.Duration;
import speeder.core.world.Effect;
import speeder.core.world.Effect.Deed;
import speeder.core.world.Effect.Watch;
import speeder.core.world.Effect.WatchSlots;
import speeder.core.world.Effect.WatchSources;

/// How long everything takes, in milliseconds.
record Latencies(
    int read,
    int freeze,
    int build,
    int gate,
    int push,
    int prepare,
    int publish,
    int look,
    int retire,
    int ask) {
  /// The longest between two looks at the hold file.
  private static final int HOLD_FILE = 250;

  static final Latencies STATED = new Latencies(10, 20, 100, 5, 50, 700, 5, 60, 30, 15);

  Duration of(Deed deed) {
    return Duration.ofMillis(
        switch (deed) {
          case Effect.Freeze _ -> freeze;
          case Effect.Build _ -> build;
          case Effect.AskGate _ -> gate;
          case Effect.Push _ -> push;
          case Effect.PackAway _ -> retire;
          case Effect.Prepare _ -> prepare;
          case Effect.Retire _ -> retire;
          case Effect.LookAtSlot _ -> ask;
          case Effect.LookThrough _ -> ask;
          case Effect.Lay _ -> freeze;
          case Effect.Publish _ -> publish;
          case Effect.LookAtEdge _ -> ask;
        });
  }

  Duration of(Watch watch) {
    return Duration.ofMillis(
        switch (watch) {
          case WatchSources _ -> read;
          case WatchSlots _,
              Effect.WatchLeases _,
              Effect.WatchOutside _,
              Effect.WatchCalendar _,
              Effect.WatchEdge _ ->
              ask;
          case Effect.WatchRelease _ -> look;
          case Effect.WatchHoldFile _ -> HOLD_FILE;
        });
  }
}
