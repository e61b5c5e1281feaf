package speeder.core.snapshot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.source.Relation;
import speeder.core.source.SourceCommit;
import speeder.core.source.Tie;
import speeder.core.value.Refusal;

/// What the new commits of a choice depend on by their footers, as far as it is known.
///
/// @param ties by the commit chosen of a source: what it, and what came since the last snapshot's,
///   depends on
/// @param brought by the commit chosen: which of the changes asked for it has in its history
/// @param asked by the commit chosen: changes that it was asked for
record Dependencies(
    SortedMap<SourceCommit, List<Tie>> ties,
    SortedMap<SourceCommit, SortedSet<String>> brought,
    SortedMap<SourceCommit, SortedSet<String>> asked) {
  static final Dependencies UNKNOWN =
      new Dependencies(
          Collections.emptySortedMap(), Collections.emptySortedMap(), Collections.emptySortedMap());

  Dependencies {
    ties = Collections.unmodifiableSortedMap(new TreeMap<>(ties));
    brought = Collections.unmodifiableSortedMap(new TreeMap<>(brought));
    asked = Collections.unmodifiableSortedMap(new TreeMap<>(asked));
  }

  Dependencies tied(SortedMap<SourceCommit, List<Tie>> more) {
    var all = new TreeMap<>(ties);
    all.putAll(more);
    return new Dependencies(all, brought, asked);
  }

  /// @param wanted what each commit was asked for, and `found` what of it it has
  Dependencies answered(
      SortedMap<SourceCommit, SortedSet<String>> wanted,
      SortedMap<SourceCommit, SortedSet<String>> found) {
    return new Dependencies(ties, joined(brought, found), joined(asked, wanted));
  }

  private static SortedMap<SourceCommit, SortedSet<String>> joined(
      SortedMap<SourceCommit, SortedSet<String>> before,
      SortedMap<SourceCommit, SortedSet<String>> more) {
    var all = new TreeMap<>(before);
    more.forEach((at, changes) -> {
      var joined = new TreeSet<>(before.getOrDefault(at, Collections.emptySortedSet()));
      joined.addAll(changes);
      all.put(at, joined);
    });
    return all;
  }

  /// Sources whose footers count, and whose new commits nobody looked through.
  ///
  /// @param speaks whether a source's footers count
  SortedMap<SourceCommit, Pick> untold(
      SortedMap<String, Pick> picks,
      SortedMap<String, Pick> before,
      java.util.function.Predicate<String> speaks) {
    var untold = new TreeMap<SourceCommit, Pick>();
    for (var pick : picks.values()) {
      var last = Optional.ofNullable(before.get(pick.source()));
      boolean isNew = last.filter(it -> !it.commit().equals(pick.commit())).isPresent();
      if (!isNew || !speaks.test(pick.source()) || ties.containsKey(at(pick))) continue;
      last.ifPresent(it -> untold.put(at(pick), it));
    }
    return untold;
  }

  /// Changes that commits chosen were not asked for yet.
  SortedMap<SourceCommit, SortedSet<String>> unasked(SortedMap<String, Pick> picks) {
    var unasked = new TreeMap<SourceCommit, SortedSet<String>>();
    var wanted = wanted(picks);
    if (wanted.isEmpty()) return unasked;
    for (var pick : picks.values()) {
      var open = new TreeSet<>(wanted);
      open.removeAll(asked.getOrDefault(at(pick), Collections.emptySortedSet()));
      if (!open.isEmpty()) unasked.put(at(pick), Collections.unmodifiableSortedSet(open));
    }
    return unasked;
  }

  private SortedSet<String> wanted(SortedMap<String, Pick> picks) {
    var wanted = new TreeSet<String>();
    for (var pick : picks.values()) tiesOf(pick).forEach(tie -> wanted.add(tie.on()));
    return wanted;
  }

  private List<Tie> tiesOf(Pick pick) {
    return ties.getOrDefault(at(pick), List.of());
  }

  /// A commit chosen is of no use: none brings the change that it depends on.
  record Useless(Pick pick, Tie tie) {
    Refusal why() {
      return new Refusal(
          "depends-on-unmet",
          "%s at %s depends on %s, which no source of the snapshot has."
              .formatted(pick.source(), tie.commit().brief(), tie.on()),
          "Merge that change, or take the footer's commit out again.");
    }

    Needs.Unmet unmet() {
      return new Needs.Unmet(List.of(pick.source()), why(), why().sentence(), Optional.empty());
    }
  }

  /// Of each source the first.
  List<Useless> useless(SortedMap<String, Pick> picks) {
    var there = new TreeSet<String>();
    for (var pick : picks.values()) {
      there.addAll(brought.getOrDefault(at(pick), Collections.emptySortedSet()));
    }
    var useless = new ArrayList<Useless>();
    for (var pick : picks.values()) {
      tiesOf(pick).stream()
          .filter(tie -> !there.contains(tie.on()))
          .findFirst()
          .ifPresent(tie -> useless.add(new Useless(pick, tie)));
    }
    return useless;
  }

  /// Whether the footers of a source count.
  static boolean count(List<Relation> relations, String source) {
    return relations.stream()
        .anyMatch(it -> it.kind() == Relation.Kind.FOOTER && it.speaks(source));
  }

  private static SourceCommit at(Pick pick) {
    return new SourceCommit(pick.source(), pick.commit());
  }
}
