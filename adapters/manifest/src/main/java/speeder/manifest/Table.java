package speeder.manifest;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import speeder.core.value.Nearness;

/// Keys and their values, in the order of the file. Unknown and repeated keys are noted when it is
/// made.
final class Table {
  private final Spot place;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /// Keys that need not be asked for again, since another problem stands for them.
  private final Set<String> excused = new HashSet<>();

  private record Entry(Spot key, Spot value) {}

  private Table(Spot place) {
    this.place = place;
  }

  static Table of(Spot place, Optional<Keys> keys) {
    var table = new Table(place);
    switch (place.node()) {
      case MappingNode mapping -> table.fill(mapping, keys);
      case ScalarNode _ when place.isNull() -> {}
      default ->
          place.wrong(keys.map(Keys::listed).map("the keys "::concat).orElse("keys and values"));
    }
    return table;
  }

  static Table empty(Spot place) {
    return new Table(place);
  }

  private void fill(MappingNode mapping, Optional<Keys> keys) {
    for (var pair : mapping.getValue()) {
      var key = new Spot(place.file(), pair.getKeyNode(), place.problems());
      var value = new Spot(place.file(), pair.getValueNode(), place.problems());
      key.text().filter(name -> allowed(key, name, keys)).ifPresent(name -> put(name, key, value));
    }
  }

  private boolean allowed(Spot key, String name, Optional<Keys> keys) {
    if (keys.isEmpty() || keys.get().now().contains(name)) return true;
    var instead = Optional.ofNullable(keys.get().later().get(name));
    if (instead.isPresent()) later(key, name, instead.get(), keys.get());
    else unknown(key, name, keys.get());
    return false;
  }

  private void later(Spot key, String name, String instead, Keys keys) {
    key.wrong("no `%s`, which this version does not do yet: %s".formatted(name, instead));
    excused.addAll(keys.now());
  }

  private void unknown(Spot key, String name, Keys keys) {
    key.word(keys.now(), "one of the keys " + keys.listed());
    Nearness.nearest(name, keys.now()).ifPresent(excused::add);
  }

  private void put(String name, Spot key, Spot value) {
    if (entries.containsKey(name)) key.wrong("each key once");
    else entries.put(name, new Entry(key, value));
  }

  /// Adds what another file says of the same part.
  void add(Table more) {
    more.entries.forEach((name, entry) -> put(name, entry.key(), entry.value()));
  }

  List<String> names() {
    return List.copyOf(entries.keySet());
  }

  void each(BiConsumer<String, Spot> reader) {
    entries.forEach((name, entry) -> reader.accept(name, entry.value()));
  }

  Spot place() {
    return place;
  }

  Optional<Spot> key(String name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::key);
  }

  Optional<Spot> at(String name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::value);
  }

  /// A value that has to be there.
  Optional<Spot> need(String name) {
    var value = at(name);
    boolean readable = place.isTable() || place.isNull();
    if (value.isEmpty() && readable && !excused.contains(name)) {
      place.wrongAs("the key `" + name + "`", place.isNull() ? "nothing" : "no `" + name + "`");
    }
    return value;
  }

  String text(String name, String otherwise) {
    return at(name).flatMap(Spot::text).orElse(otherwise);
  }

  String text(String name, Form form, String otherwise) {
    return at(name).flatMap(spot -> spot.text(form)).orElse(otherwise);
  }

  int whole(String name, int min, int max, int otherwise) {
    return at(name).flatMap(spot -> spot.whole(min, max)).orElse(otherwise);
  }

  List<String> texts(String name) {
    return at(name).map(Spot::texts).orElse(List.of());
  }

  List<String> texts(String name, Form form) {
    return at(name).map(spot -> spot.texts(form)).orElse(List.of());
  }

  /// Keys to texts, like an environment.
  SortedMap<String, String> map(String name, Function<Spot, Optional<String>> value) {
    if (at(name).isEmpty()) return Collections.emptySortedMap();
    var map = new TreeMap<String, String>();
    at(name).get().table().each((key, spot) -> value.apply(spot).ifPresent(v -> map.put(key, v)));
    return map;
  }
}
