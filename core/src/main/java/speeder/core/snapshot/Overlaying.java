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
import speeder.core.source.SourceCommit;
import speeder.core.source.Tie;
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
        .map(it -> new Misfit(it.why(), it.missing(), Optional.empty(), composed));
  }

  /// Whose footers count, by the commit laid over: what is below.
  public SortedMap<SourceCommit, Pick> untold() {
    return Dependencies.UNKNOWN.untold(
        bySource(composed), bySource(base), it -> Dependencies.count(relations, it));
  }

  /// Changes that each of the commits is to be asked for.
  ///
  /// @param ties of what is [#untold]
  public SortedMap<SourceCommit, SortedSet<String>> wanted(
      SortedMap<SourceCommit, List<Tie>> ties) {
    return Dependencies.UNKNOWN.tied(ties).unasked(bySource(composed));
  }

  /// What is laid over, and of no use without a change that is not there.
  ///
  /// @param brought what of the changes [#wanted] each commit has
  public Optional<Misfit> useless(
      SortedMap<SourceCommit, List<Tie>> ties, SortedMap<SourceCommit, SortedSet<String>> brought) {
    var known = Dependencies.UNKNOWN.tied(ties).answered(wanted(ties), brought);
    return known.useless(bySource(composed)).stream()
        .findFirst()
        .map(it -> new Misfit(it.why(), Optional.empty(), Optional.of(it.tie().on()), composed));
  }

  private Needs needs(Snapshot snapshot) {
    return Needs.of(relations, bySource(snapshot));
  }

  private static SortedMap<String, Pick> bySource(Snapshot snapshot) {
    var picks = new TreeMap<String, Pick>();
    snapshot.picks().forEach(pick -> picks.put(pick.source(), pick));
    return picks;
  }

  /// Why what is laid over does not fit.
  ///
  /// @param missing a name that nothing below declares
  /// @param change that nothing below brings
  public record Misfit(
      Refusal why, Optional<Undeclared> missing, Optional<String> change, Snapshot composed) {
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
        if (!declares(values.get(each.getValue()))) continue;
        return newerNeeded("declared", each.getKey(), each.getValue().commit());
      }
      return why;
    }

    /// The same, naming a newer commit that brings the change.
    public Refusal broughtBy(String source, ObjectId commit) {
      return newerNeeded("brought", source, commit);
    }

    private boolean declares(@Nullable Value value) {
      return value instanceof Value.Present(var _, var names)
          && missing.filter(it -> names.contains(it.name())).isPresent();
    }

    private Refusal newerNeeded(String how, String source, ObjectId commit) {
      return new Refusal(
          "needs-newer-code",
          "%s It is %s by %s at %s, which is not served yet."
              .formatted(why.sentence(), how, source, commit.brief()),
          "Deploy that first: it comes with the next release of heads.");
    }
  }
}
