package speeder.store.sql;

import java.util.List;
import java.util.Optional;
import speeder.core.value.Digest;
import speeder.engine.port.Archive;
import speeder.engine.port.Chain;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;

/// A store of rows as a whole.
public record SqlArchive(Database database) implements Archive {
  @Override
  public List<Digest> documents(Optional<Digest> after, int max) throws PortFailure {
    return database.read(session ->
        session.list(
            "SELECT digest FROM document WHERE digest > ? ORDER BY digest LIMIT ?",
            row -> new Digest(row.text(1)),
            after.map(Digest::text).orElse(""),
            Math.clamp(max, 0, LIST_MAX)));
  }

  @Override
  public long restore(Pages pages) throws PortFailure {
    return database.write(session -> {
      long last = session.number("SELECT max(number) FROM entry");
      if (last > 0) throw Archive.notEmpty(last);
      var head = new Chain.Head(0, Entry.ORIGIN);
      for (var page = pages.next(); !page.isEmpty(); page = pages.next()) {
        head = Chain.verify(page, head.offset(), head.digest());
        StoredEntry.insert(session, page);
      }
      return head.offset();
    });
  }
}
