package speeder.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import speeder.engine.port.Documents;
import speeder.engine.port.Leadership;
import speeder.engine.port.Leases;
import speeder.engine.port.Logs;
import speeder.engine.port.Observations;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views;
import speeder.kit.journal.JournalContract;
import speeder.kit.postgres.Postgres;
import speeder.kit.store.DocumentsContract;
import speeder.kit.store.LeaseContract;
import speeder.kit.store.LeasesContract;
import speeder.kit.store.LogsContract;
import speeder.kit.store.ObservationsContract;
import speeder.kit.store.ViewsContract;
import speeder.store.postgres.PostgresPlace;

/// A store of several servers, on a real PostgreSQL; each test in a schema of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresContractsTest {
  @TempDir private Path folder;
  private final List<PostgresStore> open = new ArrayList<>();
  private Optional<Postgres> postgres = Optional.empty();
  private String schema = "";

  @BeforeAll
  void start() throws Exception {
    postgres = Optional.of(Postgres.start());
  }

  @AfterAll
  void stop() {
    postgres.ifPresent(Postgres::close);
  }

  private PostgresStore store() throws Exception {
    schema = "s" + UUID.randomUUID().toString().replace("-", "");
    var place = PostgresPlace.of(postgres.orElseThrow().schema(schema), Optional::empty);
    var own = folder.resolve(schema);
    var store = PostgresStore.open(place, own, own, () -> UUID.randomUUID().toString());
    open.add(store);
    return store;
  }

  @AfterEach
  void close() throws PortFailure {
    for (var store : open) store.close();
    open.clear();
  }

  @Nested
  class OfJournal extends JournalContract {
    @Override
    protected Store empty() throws Exception {
      var store = store();
      return new Store(store.journal(), store.documents());
    }
  }

  @Nested
  class OfDocuments extends DocumentsContract {
    @Override
    protected Documents empty() throws Exception {
      return store().documents();
    }
  }

  @Nested
  class OfViews extends ViewsContract {
    @Override
    protected Views empty() throws Exception {
      return store().views();
    }
  }

  @Nested
  class OfObservations extends ObservationsContract {
    @Override
    protected Observations empty() throws Exception {
      return store().observations();
    }
  }

  @Nested
  class OfLeases extends LeasesContract {
    @Override
    protected Leases empty() throws Exception {
      return store().leases();
    }

    @Override
    protected void pass(Duration time) throws Exception {
      postgres
          .orElseThrow()
          .execute(
              "UPDATE %s.lease SET until = until - %d WHERE until > 0"
                  .formatted(schema, time.toMillis()));
    }
  }

  @Nested
  class OfLogs extends LogsContract {
    @Override
    protected Logs empty() throws Exception {
      return store().logs();
    }
  }

  @Nested
  class OfLeadership extends LeaseContract {
    @Override
    protected Leadership free() throws Exception {
      return store().leadership();
    }

    @Override
    protected void runOut(Leadership leadership) throws Exception {
      var postgres = PostgresContractsTest.this.postgres.orElseThrow();
      postgres.execute("UPDATE %s.lead SET until = clock_timestamp()".formatted(schema));
    }
  }
}
