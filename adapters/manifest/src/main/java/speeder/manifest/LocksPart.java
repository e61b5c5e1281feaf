package speeder.manifest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.LockRules;
import speeder.core.farm.LockRules.Kind;

/// Reads `locks`: kinds of work, what they conflict with and give way to. What is not said is as
/// usual.
final class LocksPart {
  private static final Keys KEYS = Keys.of("kinds", "lanes", "grace");
  private static final Keys KIND = Keys.of("priority", "gives-way-to", "conflicts");
  private static final String OF_KIND = "the name of a kind of work";

  private final List<String> lanes;

  LocksPart(List<String> lanes) {
    this.lanes = List.copyOf(lanes);
  }

  LockRules read(Optional<Spot> spot) {
    if (spot.isEmpty()) return LockRules.USUAL;
    var table = spot.get().table(KEYS);
    var kinds = table.at("kinds").map(LocksPart::kinds).orElse(LockRules.USUAL.kinds());
    var rules = new LockRules(kinds, works(table, kinds), grace(table));
    if (rules.circle().isPresent()) {
      table
          .at("kinds")
          .ifPresent(it ->
              it.wrongAs("kinds that give way in no circle", "one at " + rules.circle().get()));
    }
    return rules;
  }

  private static SortedMap<String, Kind> kinds(Spot spot) {
    var kinds = new TreeMap<String, Kind>();
    var table = spot.table();
    table.each((name, inside) -> {
      table.key(name).ifPresent(key -> key.text(Form.NAME));
      kinds.put(name, kind(inside.table(KIND), table.names()));
    });
    if (kinds.size() > LockRules.KINDS_MAX)
      spot.wrong("at most %d kinds".formatted(LockRules.KINDS_MAX));
    return kinds;
  }

  private static Kind kind(Table table, List<String> all) {
    return new Kind(
        table.whole("priority", 0, LockRules.PRIORITY_MAX, Kind.PRIORITY),
        words(table, "gives-way-to", all),
        words(table, "conflicts", all));
  }

  private static List<String> words(Table table, String key, List<String> all) {
    return table.at(key).map(Spot::items).orElse(List.of()).stream()
        .flatMap(it -> it.word(all, OF_KIND).stream())
        .toList();
  }

  /// Lanes whose own work is not of the kind of their name.
  private SortedMap<String, String> works(Table table, SortedMap<String, Kind> kinds) {
    var works = new TreeMap<String, String>();
    table
        .at("lanes")
        .map(Spot::table)
        .ifPresent(inside ->
            inside.each((lane, spot) -> {
              inside.key(lane).ifPresent(key -> key.word(lanes, "the name of a lane"));
              spot.word(kinds.keySet(), OF_KIND).ifPresent(kind -> works.put(lane, kind));
            }));
    return works;
  }

  private static Duration grace(Table table) {
    return table.at("grace").flatMap(Spot::duration).orElse(LockRules.GRACE);
  }
}
