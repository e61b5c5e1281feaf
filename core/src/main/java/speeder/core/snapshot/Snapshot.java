package speeder.core.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import speeder.core.image.Composition;
import speeder.core.value.Digest;

/// The commits of all sources, frozen under one digest that ignores the order of input.
///
/// @param picks one per source, by name
/// @param restless sources that were still moving in the last pass; without any, the snapshot
///   existed at an instant
public record Snapshot(List<Pick> picks, List<String> restless) {
  private static final String FORM = "speeder-snapshot/1\n";

  public Snapshot {
    picks = picks.stream().sorted().toList();
    restless = restless.stream().sorted().toList();
  }

  /// Names the contents: two snapshots of the same commits at the same places are one, whenever
  /// they were frozen.
  public Digest digest() {
    var text = new StringBuilder(FORM);
    for (var pick : picks) {
      text.append(pick.source()).append('\0').append(pick.at()).append('\0');
      text.append(pick.commit()).append('\n');
    }
    return Digest.of(text.toString());
  }

  /// What an image of it holds: a tree at each place.
  public Composition composition() {
    var trees = new TreeMap<String, Composition.Part>();
    for (var pick : picks) trees.put(pick.at(), new Composition.Part(pick.source(), pick.tree()));
    return new Composition(trees);
  }

  public Optional<Pick> pick(String source) {
    return picks.stream().filter(pick -> pick.source().equals(source)).findFirst();
  }
}
