package speeder.core.snapshot;

import java.util.ArrayList;
import java.util.HashSet;
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
  /// @param what is not met, whatever the commits
  /// @param missing a name that no source declares
  record Unmet(List<String> sources, Refusal why, String what, Optional<Undeclared> missing) {}

  record Undeclared(Relation relation, String name) {}

  private static final Value ABSENT = new Value.Absent();

  static Needs of(List<Relation> relations, SortedMap<String, Pick> picks) {
    var asked = new ArrayList<Need>();
    for (var relation : relations) {
      if (relation.kind() == Relation.Kind.FOOTER) continue;
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
      for (var pick : others(need)) places.add(there(need.relation(), pick));
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
      case DECLARED -> declared(need, said, values);
      case FOOTER -> Optional.empty();
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
    var other = others(need).stream().findFirst();
    if (other.isEmpty()) return Optional.of(absent(need, need.relation().to()));
    var value = values.getOrDefault(there(need.relation(), other.get()), ABSENT);
    boolean same = value instanceof Value.Present(var text, var _) && text.equals(said.text());
    return same ? Optional.empty() : Optional.of(differs(need, other.get()));
  }

  private Optional<Unmet> declared(
      Need need, Value.Present said, SortedMap<ValueAt, Value> values) {
    var declared = new HashSet<String>();
    for (var pick : others(need)) {
      var value = values.getOrDefault(there(need.relation(), pick), ABSENT);
      if (value instanceof Value.Present(var _, var names)) declared.addAll(names);
    }
    return said.names().stream()
        .filter(name -> !declared.contains(name))
        .findFirst()
        .map(name -> undeclared(need, name));
  }

  /// Whose contents a need looks at beside its speaker's.
  private List<Pick> others(Need need) {
    return switch (need.relation().kind()) {
      case PRESENT, FOOTER -> List.of();
      case EQUAL -> Optional.ofNullable(picks.get(need.relation().to())).stream().toList();
      case DECLARED ->
          picks.values().stream().filter(it -> need.relation().declares(it.source())).toList();
    };
  }

  private static ValueAt at(Need need, Pick pick) {
    var relation = need.relation();
    return new ValueAt(pick.source(), pick.commit(), relation.file(), relation.pointer());
  }

  static ValueAt there(Relation relation, Pick pick) {
    return new ValueAt(pick.source(), pick.commit(), relation.toFile(), relation.toPointer());
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

  private static Unmet undeclared(Need need, String name) {
    var relation = need.relation();
    var unmet =
        unmet(
            need,
            List.of(need.speaker().source()),
            "names %s, which no source declares (%s of %s at %s)"
                .formatted(name, relation.toFile(), relation.to(), relation.toPointer()),
            "Declare it first, or take it away there.");
    return new Unmet(
        unmet.sources(), unmet.why(), unmet.what(), Optional.of(new Undeclared(relation, name)));
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
    var whatever = speaker.source() + ' ' + need.relation() + ' ' + what;
    return new Unmet(
        sources, new Refusal("relation-unmet", sentence, remedy), whatever, Optional.empty());
  }
}
