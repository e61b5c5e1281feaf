package speeder.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import speeder.core.world.Control;
import speeder.core.world.Input;
import speeder.engine.Engine;
import speeder.engine.memory.MemoryJournal;

class TapeTest {
  @Test
  void an_engine_that_hears_the_tape_writes_the_same_journal() throws Exception {
    var tape = Tape.ofOneStory();
    var journal = new MemoryJournal();
    var engine = Engine.start(journal, "server-1", tape.entries().getFirst().time());
    for (var heard : tape.heard()) engine.turn(List.of(heard.input()), heard.now());
    assertEquals(tape.entries(), journal.read(1, Integer.MAX_VALUE));
    assertEquals(tape.end(), engine.world());
  }

  @Test
  void in_fair_weather_every_lane_watches_its_newest_release_and_nothing_else_follows()
      throws Exception {
    var world = FairWeather.full(4, 5);
    assertEquals(4, world.rollouts().open().size());
    for (var lane : world.farm().lanes()) {
      assertEquals(5, world.releases().of(lane.name()).size());
      assertEquals(
          world.releases().newest(lane.name()).map(it -> it.release()),
          world.rollouts().serving(lane.name()));
    }
    assertEquals(List.of(), Control.decide(world, new Input.WakeUp(), world.at()).facts());
  }
}
