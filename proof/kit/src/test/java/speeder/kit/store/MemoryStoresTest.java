package speeder.kit.store;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import speeder.engine.memory.MemoryDocuments;
import speeder.engine.port.Documents;
import speeder.engine.port.Leadership;
import speeder.engine.port.Leases;
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
  class OfLeases extends LeasesContract {
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");

    @Override
    protected Leases empty() {
      return new MemoryLeases(() -> now);
    }

    @Override
    protected void pass(Duration time) {
      now = now.plus(time);
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

  @Nested
  class OfLeadership extends LeaseContract {
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");

    @Override
    protected Leadership free() {
      return new MemoryLeadership(() -> now);
    }

    @Override
    protected void runOut(Leadership leadership) {
      now = now.plus(MemoryLeadership.LEASE);
    }
  }
}
