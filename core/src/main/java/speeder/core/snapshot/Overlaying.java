package speeder.core.snapshot;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import speeder.core.snapshot.Needs.Undeclared;
import speeder.core.source.Head;
import speeder.core.source.ObjectId;
import speeder.core.source.Relation;
import speeder.core.value.Refusal;

/// A snapshot composed of another one's commits and some that are laid over them, and whether they
/// fit: what did not fit before is not held against what is laid over it.
public record Overlaying(List<Relation> relations, Snapshot base, Snapshot composed) {
  /// @param heads what is laid over, by source
  /// @param because who and why, for people
  public static Overlaying of(
      List<Relation> relations, Snapshot base, SortedMap<String, Head> heads, String because) {
    var picks =
        base.picks().stream()
            .map(pick -> laid(pick, Optional.ofNullable(heads.get(pick.source())), because))
            .toList();
    return new Overlaying(relations, base, new Snapshot(picks, base.restless()));
  }

  private static Pick laid(Pick pick, Optional<Head> head, String because) {
    if (head.isEmpty() || head.get().commit().equals(pick.commit())) return pick;
    var to = head.get();
    return new Pick(
        pick.source(), pick.at(), to.commit(), to.tree(), Pick.Why.LAID_OVER, Optional.of(because));
  }

  /// Where the relations read.
  public SortedSet<ValueAt> places() {
    var places = new TreeSet<>(needs(base).places());
    places.addAll(needs(composed).places());
    return Collections.unmodifiableSortedSet(places);
  }

  /// What does not fit, and did before it was laid over.
  public Optional<Misfit> misfit(SortedMap<ValueAt, Value> values) {
    var before = new HashSet<String>();
    needs(base).unmet(values).forEach(it -> before.add(it.what()));
    return needs(composed).unmet(values).stream()
        .filter(it -> !before.contains(it.what()))
        .findFirst()
        .map(it -> new Misfit(it.why(), it.missing(), composed));
  }

  private Needs needs(Snapshot snapshot) {
    var picks = new TreeMap<String, Pick>();
    snapshot.picks().forEach(pick -> picks.put(pick.source(), pick));
    return Needs.of(relations, picks);
  }

  /// Why what is laid over does not fit.
  ///
  /// @param missing a name that nothing below declares
  public record Misfit(Refusal why, Optional<Undeclared> missing, Snapshot composed) {
    /// Where newer commits might declare what is missing.
    ///
    /// @param heads where branches were last seen
    public SortedMap<String, ValueAt> newer(SortedMap<String, ObjectId> heads) {
      var newer = new TreeMap<String, ValueAt>();
      if (missing.isEmpty()) return newer;
      var relation = missing.get().relation();
      for (var pick : composed.picks()) {
        var head = Optional.ofNullable(heads.get(pick.source()));
        if (head.isEmpty() || !relation.declares(pick.source())) continue;
        newer.put(
            pick.source(),
            new ValueAt(pick.source(), head.get(), relation.toFile(), relation.toPointer()));
      }
      return newer;
    }

    /// The same, naming the source whose newer commit would do.
    ///
    /// @param values at the places of [#newer]
    public Refusal naming(SortedMap<String, ValueAt> newer, SortedMap<ValueAt, Value> values) {
      for (var each : newer.entrySet()) {
        if (declares(values.get(each.getValue()))) return newerNeeded(each.getValue());
      }
      return why;
    }

    private boolean declares(@Nullable Value value) {
      return value instanceof Value.Present(var _, var names)
          && missing.filter(it -> names.contains(it.name())).isPresent();
    }

    private Refusal newerNeeded(ValueAt at) {
      return new Refusal(
          "needs-newer-code",
          "%s It is declared by %s at %s, which is not served yet."
              .formatted(why.sentence(), at.source(), at.commit().brief()),
          "Deploy that first: it comes with the next release of heads.");
    }
  }
}
