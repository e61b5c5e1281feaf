package speeder.server.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.api.Release;
import speeder.api.Rollout;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views;
import speeder.engine.port.Views.Table;
import speeder.server.Desk;
import speeder.server.fold.Fold;
import speeder.server.fold.Rows;

/// Rows as wire records, as new as the World when they are asked for.
final class Tables {
  /// How long a reader waits for the tables to catch up; then it gets them as they are.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Desk desk;
  private final Fold fold;

  Tables(Desk desk, Fold fold) {
    this.desk = desk;
    this.fold = fold;
  }

  /// Waits for what the World knows, within bounds.
  void catchUp() {
    try {
      var _ = fold.await(desk.world().offset(), PATIENCE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  long offset() {
    return fold.offset();
  }

  /// Rollouts of a lane, newest first.
  List<Rollout> rollouts(String lane, int count) throws PortFailure {
    return list(Table.ROLLOUTS, lane + "/", count, Rollout.class);
  }

  /// Releases of a lane, newest first.
  List<Release> releases(String lane, int count) throws PortFailure {
    return list(Table.RELEASES, lane + "/", count, Release.class);
  }

  <T extends Record> List<T> list(Table table, String prefix, int count, Class<T> type)
      throws PortFailure {
    return records(desk.views().newest(table, prefix, Long.MAX_VALUE, count), type);
  }

  List<Views.Row> page(Table table, String prefix, long before, int limit) throws PortFailure {
    return desk.views().newest(table, prefix, before, limit);
  }

  <T extends Record> Optional<T> get(Table table, String key, Class<T> type) throws PortFailure {
    var row = desk.views().get(table, key);
    return row.isEmpty() ? Optional.empty() : Optional.of(Rows.read(row.get().json(), type));
  }

  static <T extends Record> List<T> records(List<Views.Row> rows, Class<T> type)
      throws PortFailure {
    var records = new ArrayList<T>();
    for (var row : rows) records.add(Rows.read(row.json(), type));
    return records;
  }
}
