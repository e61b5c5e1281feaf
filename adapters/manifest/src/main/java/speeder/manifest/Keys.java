package speeder.manifest;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The keys a table may have, and those it will have one day, each with what to do until then.
record Keys(List<String> now, SortedMap<String, String> later) {
  static Keys of(String... now) {
    return new Keys(List.of(now), Collections.emptySortedMap());
  }

  /// @param instead what this version has in its place, as a phrase
  Keys later(String key, String instead) {
    var more = new TreeMap<>(later);
    more.put(key, instead);
    return new Keys(now, Collections.unmodifiableSortedMap(more));
  }

  String listed() {
    return now.stream().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
  }
}
