package speeder.server.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.api.Audit;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views.Row;
import speeder.engine.port.Views.Table;
import speeder.server.fold.Rows;

/// Who asked for what, and what came of it.
final class AuditReading {
  /// Rows that one answer looks through for those of one principal.
  private static final int LOOKED_MAX = 10_000;

  private static final int BATCH = 500;

  private final Tables tables;

  AuditReading(Tables tables) {
    this.tables = tables;
  }

  /// @param lane empty for all, and for what is about the whole farm
  /// @param by empty for everyone: who asked, or for whom
  Audit page(String lane, String by, long before, int limit) throws PortFailure {
    tables.catchUp();
    var prefix = lane.isEmpty() ? "" : lane + "/";
    var entries = new ArrayList<Audit.Entry>();
    long cursor = before;
    for (int looked = 0; looked < LOOKED_MAX; looked += BATCH) {
      var rows = tables.page(Table.AUDIT, prefix, cursor, BATCH);
      for (var row : rows) {
        cursor = row.number();
        take(row, by).ifPresent(entries::add);
        if (entries.size() == limit) return page(entries, Optional.of(cursor));
      }
      if (rows.size() < BATCH) return page(entries, Optional.empty());
    }
    return page(entries, Optional.of(cursor));
  }

  private Audit page(List<Audit.Entry> entries, Optional<Long> next) {
    return new Audit(tables.offset(), entries, next);
  }

  private static Optional<Audit.Entry> take(Row row, String by) throws PortFailure {
    var entry = Rows.read(row.json(), Audit.Entry.class);
    boolean its = by.isEmpty() || entry.by().equals(by) || entry.onBehalfOf().equals(by);
    return its ? Optional.of(entry) : Optional.empty();
  }
}
