package speeder.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import speeder.core.source.Relation;
import speeder.core.source.Relation.Kind;

/// Reads `relations`.
final class RelationsPart {
  private static final Keys KEYS = Keys.of("from", "file", "pointer", "present", "equal");

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
    var file = table.need("file").flatMap(Spot::text);
    var pointer = table.need("pointer").flatMap(spot -> spot.text(Form.POINTER));
    var present = table.at("present").flatMap(Spot::text);
    var equal = table.at("equal").flatMap(spot -> spot.word(sources, "the name of a source"));
    boolean one = table.at("present").isPresent() != table.at("equal").isPresent();
    if (!one) table.place().wrong("one of the keys `present` and `equal`");
    var to = present.or(() -> equal);
    if (from.isEmpty() || file.isEmpty() || pointer.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    var kind = present.isPresent() ? Kind.PRESENT : Kind.EQUAL;
    return Optional.of(new Relation(from.get(), file.get(), pointer.get(), kind, to.get()));
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
