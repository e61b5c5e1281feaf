package speeder.kit.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import speeder.engine.port.Views;

/// Folded tables in memory.
public final class MemoryViews implements Views {
  private final Map<Table, Map<String, Row>> tables = new HashMap<>();
  private Stamp stamp = new Stamp("", 0);
  private long numbers;

  @Override
  public synchronized Stamp stamp() {
    return stamp;
  }

  @Override
  public synchronized void reset(String fold) {
    tables.clear();
    numbers = 0;
    stamp = new Stamp(fold, 0);
  }

  @Override
  public synchronized void apply(long offset, List<Change> changes) {
    if (offset <= stamp.offset()) return;
    for (var change : changes) apply(offset, change);
    stamp = new Stamp(stamp.fold(), offset);
  }

  @Override
  public synchronized Optional<Row> get(Table table, String key) {
    return Optional.ofNullable(rows(table).get(key));
  }

  @Override
  public synchronized List<Row> newest(Table table, String prefix, long before, int limit) {
    return matching(table, prefix)
        .filter(row -> row.number() < before)
        .sorted(Comparator.comparingLong(Row::number).reversed())
        .limit(Math.clamp(limit, 0, LIST_MAX))
        .toList();
  }

  @Override
  public synchronized long count(Table table, String prefix) {
    return matching(table, prefix).count();
  }

  private void apply(long offset, Change change) {
    var rows = rows(change.table());
    switch (change) {
      case Change.Put(_, var key, var json) -> {
        var before = Optional.ofNullable(rows.get(key));
        long number = before.map(Row::number).orElseGet(() -> ++numbers);
        rows.put(key, new Row(number, offset, key, json));
      }
      case Change.Remove(_, var key) -> rows.remove(key);
    }
  }

  private Stream<Row> matching(Table table, String prefix) {
    return rows(table).values().stream().filter(row -> row.key().startsWith(prefix));
  }

  private Map<String, Row> rows(Table table) {
    return tables.computeIfAbsent(table, _ -> new TreeMap<>());
  }
}
