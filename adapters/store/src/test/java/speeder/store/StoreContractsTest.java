package speeder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.engine.port.Documents;
import speeder.engine.port.Leadership;
import speeder.engine.port.Leases;
import speeder.engine.port.Logs;
import speeder.engine.port.Observations;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views;
import speeder.kit.journal.JournalContract;
import speeder.kit.store.DocumentsContract;
import speeder.kit.store.LeadershipContract;
import speeder.kit.store.LeasesContract;
import speeder.kit.store.LogsContract;
import speeder.kit.store.ObservationsContract;
import speeder.kit.store.ViewsContract;

class StoreContractsTest {
  @TempDir private Path folder;
  private final List<SqliteStore> open = new ArrayList<>();

  private SqliteStore store() throws PortFailure {
    var store = SqliteStore.open(folder.resolve("store"), InstantSource.system());
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
    protected Store empty() throws PortFailure {
      var store = store();
      return new Store(store.journal(), store.documents());
    }
  }

  @Nested
  class OfDocuments extends DocumentsContract {
    @Override
    protected Documents empty() throws PortFailure {
      return store().documents();
    }
  }

  @Nested
  class OfViews extends ViewsContract {
    @Override
    protected Views empty() throws PortFailure {
      return store().views();
    }
  }

  @Nested
  class OfObservations extends ObservationsContract {
    @Override
    protected Observations empty() throws PortFailure {
      return store().observations();
    }
  }

  @Nested
  class OfLeases extends LeasesContract {
    @Override
    protected Leases empty() throws PortFailure {
      return store().leases();
    }

    @Override
    protected void pass(Duration time) throws SQLException {
      var file = folder.resolve("store/observations.db");
      try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          var statement = connection.createStatement()) {
        statement.execute(
            "UPDATE lease SET until = until - %d WHERE until > 0".formatted(time.toMillis()));
      }
    }

    @Test
    void a_lease_outlives_the_server_that_kept_it() throws Exception {
      empty().renew(1, Duration.ofHours(1));
      StoreContractsTest.this.close();
      pass(Duration.ofHours(2));
      assertEquals(Set.of(1L), empty().over(new TreeMap<>(Map.of(1L, Duration.ofHours(1)))));
    }
  }

  @Nested
  class OfLogs extends LogsContract {
    @Override
    protected Logs empty() throws PortFailure {
      return store().logs();
    }
  }

  @Nested
  class OfLeadership extends LeadershipContract {
    @Override
    protected Leadership free() throws PortFailure {
      return store().leadership();
    }
  }
}
