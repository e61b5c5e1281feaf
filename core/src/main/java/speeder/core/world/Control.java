package speeder.core.world;

import java.time.Instant;
import java.util.Optional;

/// The one dispatcher: from an input to the facts it leads to, and on to all that follows from
/// them.
public final class Control {
  private Control() {}

  /// Says what an input leads to. May refuse; changes nothing outside. Bounded.
  public static Decision decide(World world, Input input, Instant now) {
    var pen = new Pen(world, now);
    var reply =
        switch (input) {
          case Input.Command command -> Optional.of(Commands.decide(pen, command));
          case Input.Outcome outcome -> {
            Outcomes.decide(pen, outcome);
            yield Optional.<Reply>empty();
          }
          case Input.Observation observation -> {
            Observations.decide(pen, observation);
            yield Optional.<Reply>empty();
          }
          case Input.WakeUp _ -> Optional.<Reply>empty();
        };
    Rules.settle(pen);
    return pen.decision(reply);
  }
}
