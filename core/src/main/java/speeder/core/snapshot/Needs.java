package speeder.core.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import speeder.core.source.Relation;
import speeder.core.value.Refusal;

/// What the relations ask of the commits chosen.
record Needs(List<Need> asked, SortedMap<String, Pick> picks) {
  /// One relation as one source speaks it.
  record Need(Relation relation, Pick speaker) {}

  /// @param sources whose commits do not fit together
  record Unmet(List<String> sources, Refusal why) {}

  private static final Value ABSENT = new Value.Absent();

  static Needs of(FreezeOrder order, SortedMap<String, Pick> picks) {
    var asked = new ArrayList<Need>();
    for (var relation : order.relations()) {
      for (var pick : picks.values()) {
        if (relation.speaks(pick.source())) asked.add(new Need(relation, pick));
      }
    }
    return new Needs(asked, picks);
  }

  /// Where the relations read.
  SortedSet<ValueAt> places() {
    var places = new TreeSet<ValueAt>();
    for (var need : asked) {
      places.add(at(need, need.speaker()));
      other(need).ifPresent(pick -> places.add(at(need, pick)));
    }
    return places;
  }

  List<Unmet> unmet(SortedMap<ValueAt, Value> values) {
    var unmet = new ArrayList<Unmet>();
    for (var need : asked) {
      switch (values.getOrDefault(at(need, need.speaker()), ABSENT)) {
        case Value.Absent _ -> {}
        case Value.Broken(var why) -> unmet.add(broken(need, why));
        case Value.Present said -> check(need, said, values).ifPresent(unmet::add);
      }
    }
    return unmet;
  }

  private Optional<Unmet> check(Need need, Value.Present said, SortedMap<ValueAt, Value> values) {
    return switch (need.relation().kind()) {
      case PRESENT -> present(need, said);
      case EQUAL -> equal(need, said, values);
    };
  }

  private Optional<Unmet> present(Need need, Value.Present said) {
    return said.names().stream()
        .map(need.relation()::meant)
        .filter(name -> !picks.containsKey(name))
        .findFirst()
        .map(name -> absent(need, name));
  }

  private Optional<Unmet> equal(Need need, Value.Present said, SortedMap<ValueAt, Value> values) {
    var other = other(need);
    if (other.isEmpty()) return Optional.of(absent(need, need.relation().to()));
    var value = values.getOrDefault(at(need, other.get()), ABSENT);
    boolean same = value instanceof Value.Present(var text, var _) && text.equals(said.text());
    return same ? Optional.empty() : Optional.of(differs(need, other.get()));
  }

  private Optional<Pick> other(Need need) {
    return need.relation().kind() == Relation.Kind.EQUAL
        ? Optional.ofNullable(picks.get(need.relation().to()))
        : Optional.empty();
  }

  private static ValueAt at(Need need, Pick pick) {
    var relation = need.relation();
    return new ValueAt(pick.source(), pick.commit(), relation.file(), relation.pointer());
  }

  private static Unmet absent(Need need, String name) {
    return unmet(
        need,
        List.of(need.speaker().source()),
        "needs the source %s, which the farm does not have".formatted(name),
        "Add %s to the manifest's sources, or fix that file.".formatted(name));
  }

  private static Unmet differs(Need need, Pick other) {
    return unmet(
        need,
        List.of(need.speaker().source(), other.source()),
        "does not equal what %s says at %s".formatted(other.source(), other.commit().brief()),
        "Bring the two to the same value.");
  }

  private static Unmet broken(Need need, String why) {
    return unmet(need, List.of(need.speaker().source()), "cannot be read: " + why, "Fix it.");
  }

  private static Unmet unmet(Need need, List<String> sources, String what, String remedy) {
    var speaker = need.speaker();
    var sentence =
        "%s of %s at %s (%s) %s."
            .formatted(
                need.relation().file(),
                speaker.source(),
                speaker.commit().brief(),
                need.relation().pointer(),
                what);
    return new Unmet(sources, new Refusal("relation-unmet", sentence, remedy));
  }
}
