package speeder.engine.reckon;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.snapshot.Value;
import speeder.core.snapshot.ValueAt;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads what relations point at. A file of a commit never changes, so what was read is kept.
public final class RelationValues {
  private static final int KEPT_MAX = 10_000;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final Sources sources;
  private final Map<ValueAt, Value> kept = Collections.synchronizedMap(new Recent());

  public RelationValues(Sources sources) {
    this.sources = sources;
  }

  public SortedMap<ValueAt, Value> all(Collection<ValueAt> places) throws PortFailure {
    var values = new TreeMap<ValueAt, Value>();
    for (var at : places) values.put(at, at(at));
    return values;
  }

  private Value at(ValueAt at) throws PortFailure {
    var known = Optional.ofNullable(kept.get(at));
    if (known.isPresent()) return known.get();
    var value = read(at);
    kept.put(at, value);
    return value;
  }

  private Value read(ValueAt at) throws PortFailure {
    try {
      return sources
          .file(at.source(), at.commit(), at.file())
          .map(bytes -> parse(bytes, at.pointer()))
          .orElseGet(Value.Absent::new);
    } catch (PortFailure failure) {
      if (failure.kind() != PortFailure.Kind.REFUSED) throw failure;
      return new Value.Broken(failure.why().sentence());
    }
  }

  private static Value parse(byte[] file, String pointer) {
    try {
      var node = JSON.readTree(file).at(pointer);
      return node.isMissingNode() ? new Value.Absent() : present(node);
    } catch (JacksonException broken) {
      return new Value.Broken("not JSON" + where(broken));
    }
  }

  private static String where(JacksonException broken) {
    return Optional.ofNullable(broken.getLocation())
        .map(at -> " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()))
        .orElse("");
  }

  private static Value present(JsonNode node) {
    var text = JSON.writeValueAsString(JSON.treeToValue(node, Object.class));
    return new Value.Present(text, names(node));
  }

  private static List<String> names(JsonNode node) {
    if (node.isObject()) return List.copyOf(node.propertyNames());
    if (!node.isArray()) return List.of(node.asString());
    var items = new ArrayList<String>();
    node.forEach(item -> items.add(item.isValueNode() ? item.asString() : item.toString()));
    return items;
  }

  private static final class Recent extends LinkedHashMap<ValueAt, Value> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ValueAt, Value> eldest) {
      return size() > KEPT_MAX;
    }
  }
}
