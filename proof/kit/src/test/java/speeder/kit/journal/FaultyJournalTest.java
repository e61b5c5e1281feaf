package speeder.kit.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;
import speeder.engine.memory.MemoryJournal;
import speeder.engine.port.PortFailure;
import speeder.kit.journal.FaultyJournal.Fault;

class FaultyJournalTest {
  private final ArrayDeque<Fault> faults = new ArrayDeque<>();
  private final MemoryJournal inner = new MemoryJournal();
  private final FaultyJournal journal = new FaultyJournal(inner, this::next);

  @Test
  void each_fault_leaves_what_it_says() throws PortFailure {
    long term = journal.takeOver("alpha", Facts.MORNING);

    assertEquals(PortFailure.Kind.UNKNOWN, append(Fault.BREAKS_BEFORE, term, 1));
    assertEquals(1, journal.last());
    assertEquals(PortFailure.Kind.FAILED, append(Fault.NO_SPACE, term, 1));
    assertEquals(1, journal.last());
    assertEquals(PortFailure.Kind.UNKNOWN, append(Fault.BREAKS_AFTER, term, 1));
    assertEquals(2, journal.last());
    assertEquals(2, journal.verify());
  }

  private PortFailure.Kind append(Fault fault, long term, long last) {
    faults.add(fault);
    return assertThrows(
            PortFailure.class, () -> journal.append(term, last, List.of(), Facts.facts("a", 1)))
        .kind();
  }

  private Fault next() {
    return faults.isEmpty() ? Fault.NONE : faults.remove();
  }
}
