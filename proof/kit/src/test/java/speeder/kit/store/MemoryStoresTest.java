package speeder.kit.store;

import org.junit.jupiter.api.Nested;
import speeder.engine.memory.MemoryDocuments;
import speeder.engine.port.Documents;
import speeder.engine.port.Logs;
import speeder.engine.port.Observations;
import speeder.engine.port.Views;

class MemoryStoresTest {
  @Nested
  class OfDocuments extends DocumentsContract {
    @Override
    protected Documents empty() {
      return new MemoryDocuments();
    }
  }

  @Nested
  class OfViews extends ViewsContract {
    @Override
    protected Views empty() {
      return new MemoryViews();
    }
  }

  @Nested
  class OfObservations extends ObservationsContract {
    @Override
    protected Observations empty() {
      return new MemoryObservations();
    }
  }

  @Nested
  class OfLogs extends LogsContract {
    @Override
    protected Logs empty() {
      return new MemoryLogs();
    }
  }
}
