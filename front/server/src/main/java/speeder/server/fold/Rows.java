package speeder.server.fold;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import speeder.api.BadJson;
import speeder.api.Json;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views;
import speeder.engine.port.Views.Change;
import speeder.engine.port.Views.Table;

/// Rows as they will stand once the changes of a batch are applied.
public final class Rows {
  private final Views views;
  private final Map<Table, Map<String, String>> changed = new EnumMap<>(Table.class);

  Rows(Views views) {
    this.views = views;
  }

  <T extends Record> Optional<T> get(Table table, String key, Class<T> type) throws PortFailure {
    var json = Optional.ofNullable(of(table).get(key));
    if (json.isEmpty()) json = views.get(table, key).map(Views.Row::json);
    return json.isEmpty() ? Optional.empty() : Optional.of(read(json.get(), type));
  }

  boolean has(Table table, String key) throws PortFailure {
    return of(table).containsKey(key) || views.get(table, key).isPresent();
  }

  void put(Table table, String key, Record row) {
    of(table).put(key, Json.text(row));
  }

  List<Change> changes() {
    var changes = new ArrayList<Change>();
    changed.forEach((table, rows) ->
        rows.forEach((key, json) -> changes.add(new Change.Put(table, key, json))));
    return changes;
  }

  /// A row as the record it was written of.
  ///
  /// @throws PortFailure failed `view-damaged`
  public static <T extends Record> T read(String json, Class<T> type) throws PortFailure {
    try {
      return Json.read(json, type);
    } catch (BadJson damaged) {
      throw PortFailure.failed(
          "view-damaged",
          "A row is not a %s: %s".formatted(type.getSimpleName(), damaged.getMessage()),
          "Stop the server and delete the file of views; they are folded anew.");
    }
  }

  private Map<String, String> of(Table table) {
    return changed.computeIfAbsent(table, _ -> new LinkedHashMap<>());
  }
}
