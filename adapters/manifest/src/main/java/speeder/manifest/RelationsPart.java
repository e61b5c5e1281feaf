package speeder.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import speeder.core.source.Relation;
import speeder.core.source.Relation.Kind;

/// Reads `relations`.
final class RelationsPart {
  private static final Keys KEYS =
      Keys.of("from", "file", "pointer", "present", "equal", "declared", "footers");
  private static final Keys DECLARED = Keys.of("by", "file", "pointer");
  private static final String DEPENDS_ON = "Depends-On";
  private static final List<String> OF_FILES =
      List.of("file", "pointer", "present", "equal", "declared");
  private static final List<String> KINDS = List.of("present", "equal", "declared");

  private final Set<String> sources;

  RelationsPart(Set<String> sources) {
    this.sources = sources;
  }

  List<Relation> read(List<Spot> parts) {
    var relations = new ArrayList<Relation>();
    for (var part : parts) {
      for (var item : part.items()) relation(item.table(KEYS)).ifPresent(relations::add);
    }
    return relations;
  }

  private Optional<Relation> relation(Table table) {
    var from = table.need("from").flatMap(this::speaker);
    if (table.at("footers").isPresent()) return footers(table, from);
    var file = table.need("file").flatMap(Spot::text);
    var pointer = table.need("pointer").flatMap(spot -> spot.text(Form.POINTER));
    long kinds = KINDS.stream().filter(kind -> table.at(kind).isPresent()).count();
    if (kinds != 1) table.place().wrong("one of the keys `present`, `equal` and `declared`");
    var plain = present(table).or(() -> equal(table));
    if (from.isEmpty() || file.isEmpty() || pointer.isEmpty()) return Optional.empty();
    var speaks = new Relation(from.get(), file.get(), pointer.get(), Kind.PRESENT, "");
    return plain.map(it -> meaning(speaks, it)).or(() -> declared(table, speaks));
  }

  private static Optional<Relation> footers(Table table, Optional<String> from) {
    var name = table.at("footers").flatMap(spot -> spot.word(Set.of(DEPENDS_ON), "a footer"));
    for (var other : OF_FILES) {
      table.at(other).ifPresent(it -> it.wrong("no `%s` beside `footers`".formatted(other)));
    }
    return name.isEmpty() ? Optional.empty() : from.map(Relation::footers);
  }

  /// What kind of relation, and to whom.
  private record Meant(Kind kind, String to) {}

  private static Optional<Meant> present(Table table) {
    return table.at("present").flatMap(Spot::text).map(it -> new Meant(Kind.PRESENT, it));
  }

  private Optional<Meant> equal(Table table) {
    return table
        .at("equal")
        .flatMap(spot -> spot.word(sources, "the name of a source"))
        .map(it -> new Meant(Kind.EQUAL, it));
  }

  private static Relation meaning(Relation speaks, Meant meant) {
    return new Relation(speaks.from(), speaks.file(), speaks.pointer(), meant.kind(), meant.to());
  }

  private Optional<Relation> declared(Table table, Relation speaks) {
    var inside = table.at("declared").map(spot -> spot.table(DECLARED));
    if (inside.isEmpty()) return Optional.empty();
    var by = inside.get().need("by").flatMap(this::speaker);
    var file = inside.get().need("file").flatMap(Spot::text);
    var pointer = inside.get().need("pointer").flatMap(spot -> spot.text(Form.POINTER));
    if (by.isEmpty() || file.isEmpty() || pointer.isEmpty()) return Optional.empty();
    return Optional.of(
        new Relation(
            speaks.from(),
            speaks.file(),
            speaks.pointer(),
            Kind.DECLARED,
            by.get(),
            file.get(),
            pointer.get()));
  }

  /// A source, or a pattern with one `*` that some source fits.
  private Optional<String> speaker(Spot spot) {
    var text = spot.text();
    if (text.isEmpty() || !text.get().contains("*")) {
      return spot.word(sources, "the name of a source, or a pattern with one `*`");
    }
    var pattern = new Relation(text.get(), "", "", Kind.PRESENT, "");
    boolean one = text.get().indexOf('*') == text.get().lastIndexOf('*');
    return one && sources.stream().anyMatch(pattern::speaks)
        ? text
        : spot.wrong("a pattern with one `*` that some source fits");
  }
}
