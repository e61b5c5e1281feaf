package speeder.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.value.Digest;
import speeder.engine.port.Document;
import speeder.engine.port.Documents;
import speeder.engine.port.PortFailure;

/// Documents in the journal's database.
public final class SqlDocuments implements Documents {
  private final Database database;

  public SqlDocuments(Database journal) {
    this.database = journal;
  }

  @Override
  public void put(Document document) throws PortFailure {
    document.checkSize();
    database.write(session -> put(session, List.of(document)));
  }

  static int put(Session session, List<Document> documents) throws SQLException {
    var rows = new ArrayList<Object[]>();
    for (var document : documents) {
      rows.add(new Object[] {document.digest().text(), document.kind(), document.bytes()});
    }
    session.executeAll(
        "INSERT INTO document (digest, kind, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows);
    return rows.size();
  }

  @Override
  public Optional<Document> get(Digest digest) throws PortFailure {
    var found =
        database.read(session ->
            session.first(
                "SELECT kind, bytes FROM document WHERE digest = ?",
                row -> new Stored(row.text(1), row.bytes(2)),
                digest.text()));
    return found.isEmpty() ? Optional.empty() : Optional.of(checked(digest, found.get()));
  }

  private record Stored(String kind, byte[] bytes) {}

  private Document checked(Digest digest, Stored stored) throws PortFailure {
    if (Digest.of(stored.bytes()).equals(digest)) {
      return new Document(digest, stored.kind(), stored.bytes());
    }
    throw PortFailure.failed(
        "document-damaged",
        "The %s %s in %s is not what was put.".formatted(stored.kind(), digest, database.name()),
        "Restore it from a copy; look at the disk.");
  }
}
