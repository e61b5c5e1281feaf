package speeder.store.postgres;

import java.util.function.Supplier;
import speeder.engine.port.Documents;
import speeder.engine.port.Journal;
import speeder.engine.port.Leadership;
import speeder.engine.port.Leases;
import speeder.engine.port.Observations;
import speeder.engine.port.PortFailure;
import speeder.store.sql.Database;
import speeder.store.sql.SqlDocuments;
import speeder.store.sql.SqlJournal;
import speeder.store.sql.SqlLeases;
import speeder.store.sql.SqlObservations;

/// What servers share, in one schema of a PostgreSQL database.
public final class PostgresTables implements AutoCloseable {
  /// How long an answer is waited for before the connection is given up.
  private static final int ANSWER_SECONDS = 5;

  /// The same where a lease runs out meanwhile.
  private static final int LEASE_ANSWER_SECONDS = 1;

  private final PostgresDatabase journals;
  private final PostgresDatabase leases;
  private final Journal journal;
  private final Supplier<String> ids;

  private PostgresTables(
      PostgresDatabase journals, PostgresDatabase leases, Journal journal, Supplier<String> ids) {
    this.journals = journals;
    this.leases = leases;
    this.journal = journal;
    this.ids = ids;
  }

  /// @param ids tells one lead from another; never the same twice
  public static PostgresTables open(PostgresPlace place, Supplier<String> ids) throws PortFailure {
    var journals = PostgresDatabase.journal(place, ANSWER_SECONDS);
    try {
      var journal = SqlJournal.open(journals);
      var leases = PostgresDatabase.impatient(place, LEASE_ANSWER_SECONDS);
      return new PostgresTables(journals, leases, journal, ids);
    } catch (PortFailure failure) {
      journals.close();
      throw failure;
    }
  }

  /// The database alone that holds facts and documents.
  public static Database journal(PostgresPlace place) throws PortFailure {
    return PostgresDatabase.journal(place, ANSWER_SECONDS);
  }

  public Journal journal() {
    return journal;
  }

  public Documents documents() {
    return new SqlDocuments(journals);
  }

  public Observations observations() {
    return new SqlObservations(journals.beside("observations"));
  }

  public Leases leases() {
    return new SqlLeases(journals.beside("leases"), PostgresSchemas.NOW);
  }

  public Leadership leadership() {
    return new PostgresLeadership(leases, ids);
  }

  @Override
  public void close() {
    leases.close();
    journals.close();
  }
}
