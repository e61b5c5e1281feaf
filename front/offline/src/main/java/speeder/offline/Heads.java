package speeder.offline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import speeder.core.snapshot.Freeze;
import speeder.core.snapshot.Freeze.HeldBack;
import speeder.core.snapshot.FreezeOrder;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.Source;
import speeder.core.value.Refusal;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.reckon.Freezer;
import speeder.offline.Failure.Problem;
import speeder.wiring.Manifests.Described;

/// Freezes the heads of a manifest's sources, once: nothing here may wait for a later look.
record Heads(Described manifest, Sources sources) {
  /// What the manifest says wrongly, rather than what does not answer now.
  private static final Set<String> WRONG =
      Set.of("source-not-found", "branch-not-found", "source-empty");

  private static final String BRANCH = "branch-not-found";
  private static final String OF_SOURCES = "source-";

  /// @param last what sources out of reach are held back at
  Freeze.Frozen freeze(Optional<Snapshot> last) throws Failure, PortFailure {
    var order = FreezeOrder.of(wanted(last), manifest.farm().relations(), last);
    return switch (new Freezer(sources).freeze(order)) {
      case Freeze.Frozen frozen -> frozen;
      case Freeze.Waits(var why) -> throw new Failure(exit(List.of(why)), Problem.of(why));
      case Freeze.Refused(var unread) -> throw refused(unread);
    };
  }

  /// Without a commit to hold it back at, a source that is `required` is out of reach like any
  /// other, and all of them are told.
  private List<Source> wanted(Optional<Snapshot> last) {
    var all = manifest.farm().sources();
    if (last.isPresent()) return all;
    return all.stream()
        .map(it -> new Source(it.name(), it.git(), it.branch(), it.at(), false, it.kind()))
        .toList();
  }

  private Failure refused(List<HeldBack> unread) {
    var first = unread.getFirst();
    var exit = exit(unread.stream().map(HeldBack::why).toList());
    if (unread.size() == 1) {
      var why = first.why();
      return new Failure(exit, new Problem(why.code(), placed(first), why.remedy(), List.of()));
    }
    var faults = unread.stream().map(it -> placed(it) + " " + it.why().remedy()).toList();
    return new Failure(
        exit,
        new Problem(
            first.why().code(),
            "%d of %d sources have no commit to stand at."
                .formatted(unread.size(), manifest.farm().sources().size()),
            "Each is told with what to do.",
            faults));
  }

  /// With its place in the manifest, where that is at fault.
  private String placed(HeldBack unread) {
    var code = unread.why().code();
    if (!WRONG.contains(code)) return unread.why().sentence();
    var place =
        code.equals(BRANCH) ? manifest.branch(unread.source()) : manifest.git(unread.source());
    return place.map(it -> it + ": ").orElse("") + unread.why().sentence();
  }

  private static Exit exit(List<Refusal> all) {
    if (all.stream().anyMatch(it -> WRONG.contains(it.code()))) return Exit.BAD_INPUT;
    boolean unread = all.stream().anyMatch(it -> it.code().startsWith(OF_SOURCES));
    return unread ? Exit.COULD_NOT : Exit.NO;
  }

  /// A snapshot that was frozen before, as it is: every source is at hand at its commit.
  Snapshot recall(Snapshot frozen) throws Failure, PortFailure {
    sources.read(manifest.farm().sources());
    var picks = new TreeMap<String, Pick>();
    for (var pick : frozen.picks()) picks.put(pick.source(), pick);
    var chosen = new ArrayList<Pick>();
    for (var source : manifest.farm().sources()) {
      var pick = Optional.ofNullable(picks.remove(source.name())).orElseThrow(() -> lacks(source));
      var commit = sources.find(source.name(), pick.commit().hex());
      if (commit.isEmpty()) throw unknown(pick);
      if (!commit.get().tree().equals(pick.tree())) throw otherTree(pick);
      chosen.add(new Pick(source.name(), source.at(), pick.commit(), pick.tree(), pick.why()));
    }
    if (!picks.isEmpty()) throw strangers(Collections.unmodifiableSet(picks.keySet()));
    return new Snapshot(chosen, frozen.restless());
  }

  private static Failure lacks(Source source) {
    return Failure.badInput(
        "snapshot-unfit",
        "The snapshot does not hold the manifest's source %s.".formatted(source.name()),
        "Freeze it with this manifest: speeder snapshot --json");
  }

  private static Failure unknown(Pick pick) {
    return Failure.badInput(
        "snapshot-unfit",
        "%s has no commit %s in its branch, and none was fetched before."
            .formatted(pick.source(), pick.commit().brief()),
        "Freeze it anew: speeder snapshot --json");
  }

  private static Failure otherTree(Pick pick) {
    return Failure.badInput(
        "snapshot-unfit",
        "The snapshot says another tree of %s than commit %s has."
            .formatted(pick.source(), pick.commit().brief()),
        "Freeze it anew: speeder snapshot --json");
  }

  private static Failure strangers(Set<String> names) {
    return Failure.badInput(
        "snapshot-unfit",
        "The snapshot holds what the manifest does not: %s.".formatted(String.join(", ", names)),
        "Freeze it with this manifest: speeder snapshot --json");
  }
}
