package speeder.kit.journal;

import speeder.engine.memory.MemoryJournal;

class MemoryJournalTest extends JournalContract {
  @Override
  protected Store empty() {
    var journal = new MemoryJournal();
    return new Store(journal, journal.documents());
  }
}
