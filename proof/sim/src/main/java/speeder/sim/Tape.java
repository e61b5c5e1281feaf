package speeder.sim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import speeder.core.world.Control;
import speeder.core.world.Decision;
import speeder.core.world.Input;
import speeder.core.world.World;
import speeder.engine.port.Entry;

/// What an engine hears and decides in a story without faults, one input a turn: the same turns can
/// be taken elsewhere, to see what they cost.
///
/// @param entries what the journal holds in the end, the take-over first
/// @param end the World that they add up to
public record Tape(List<Heard> heard, List<Entry> entries, World end) {
  public Tape {
    heard = List.copyOf(heard);
    entries = List.copyOf(entries);
  }

  /// An input, and what it led to.
  public record Heard(Input input, Instant now, Decision decision) {}

  public static Tape ofOneStory() {
    var heard = new ArrayList<Heard>();
    var sim =
        new Sim(
            Faults.none(),
            Mutant.NONE,
            (world, input, now) -> {
              var decision = Control.decide(world, input, now);
              heard.add(new Heard(input, now, decision));
              return decision;
            });
    for (var beat : Story.JUDGED.beats()) {
      beat.act().on(sim);
      sim.rest();
    }
    return new Tape(heard, sim.town.journal.read(1, Integer.MAX_VALUE), sim.world());
  }
}
