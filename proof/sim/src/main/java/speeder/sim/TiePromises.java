package speeder.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.snapshot.SnapshotFact.Frozen;
import speeder.core.snapshot.SnapshotFact.Overlaid;
import speeder.core.snapshot.SnapshotFact.OverlayAsked;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;
import speeder.core.value.ReleaseId;
import speeder.core.world.Fact;
import speeder.core.world.World;
import speeder.engine.port.PortFailure;

/// What must hold of commits that are of no use without another source's, by what people wrote
/// under them: noted here when they wrote it, and never read from a message.
final class TiePromises {
  private static final List<String> SOURCES = List.of(Manifests.SOURCE, Manifests.CONFIG);
  private static final Pattern DEPENDS = Pattern.compile("depends on (\\S+), which");

  /// @param place of the commit in its source's line
  private record Note(String source, int place, String change) {}

  private final Town town;
  private final List<Note> needs = new ArrayList<>();
  private final List<Note> brings = new ArrayList<>();
  private final Map<String, Snapshot> last = new HashMap<>();
  private final Map<Long, Digest> bases = new HashMap<>();
  private final Map<String, Integer> configured = new HashMap<>();
  private boolean count;
  private boolean disturbed;

  TiePromises(Town town) {
    this.town = town;
  }

  /// The manifest says that footers count, from the first snapshot on.
  void count() {
    count = true;
  }

  /// What is depended on, and configuration does not bring.
  SortedSet<String> missing() {
    var missing = new TreeSet<String>();
    needs.forEach(it -> missing.add(it.change()));
    for (var it : brings) if (it.source().equals(Manifests.CONFIG)) missing.remove(it.change());
    return missing;
  }

  /// The next commit of a source is of no use without a change.
  void needs(String source, String change) {
    needs.add(new Note(source, line(source).size(), change));
  }

  void brings(String source, String change) {
    brings.add(new Note(source, line(source).size(), change));
  }

  /// A commit goes by its own name, too.
  void isAt(ObjectId commit, String source) {
    brings.add(new Note(source, line(source).indexOf(commit), commit.hex()));
  }

  private List<?> line(String source) {
    return source.equals(Manifests.SOURCE) ? town.commits() : town.configurations();
  }

  private int place(Snapshot snapshot, String source) {
    return snapshot.pick(source).map(it -> line(source).indexOf(it.commit())).orElse(-1);
  }

  void follow(Fact fact, long offset) throws PortFailure {
    switch (fact) {
      case Fact.OfSnapshot(Frozen it) -> frozen(it);
      case Fact.OfSnapshot(OverlayAsked it) -> bases.put(offset, it.overlay().base());
      case Fact.OfSnapshot(Overlaid it) -> overlaid(it);
      // People keep a source somewhere: what arrives need not be taken.
      case Fact.OfMark _ -> disturbed = true;
      default -> {}
    }
  }

  /// A lane's heads were frozen: what is new has all that it depends on, and what is held back is
  /// named with a change that is not there.
  private void frozen(Frozen fact) throws PortFailure {
    var snapshot = town.farms.read(fact.document(), Snapshot.class);
    var before = Optional.ofNullable(last.put(fact.lane(), snapshot));
    if (!count) return;
    int laid = configured.getOrDefault(fact.lane(), -1);
    before.ifPresent(it -> closed(it, laid, snapshot));
    for (var pick : snapshot.picks()) heldBack(fact, pick, snapshot);
  }

  /// What is laid over another snapshot has all that it depends on, too.
  private void overlaid(Overlaid fact) throws PortFailure {
    if (!count) return;
    var base = Optional.ofNullable(bases.get(fact.overlay())).orElseThrow();
    var laid = town.farms.read(fact.document(), Snapshot.class);
    closed(town.farms.read(base, Snapshot.class), -1, laid);
    configured.merge(fact.lane(), place(laid, Manifests.CONFIG), Math::max);
  }

  /// @param laid place of the configuration that was laid over a release meanwhile, and fit there
  private void closed(Snapshot before, int laid, Snapshot now) {
    for (var need : needs) {
      int known = need.source().equals(Manifests.CONFIG) ? laid : -1;
      boolean isNew =
          need.place() > Math.max(known, place(before, need.source()))
              && need.place() <= place(now, need.source());
      Broken.unless(
          !isNew || has(now, need.change()),
          "a snapshot holds %s %d and not %s"
              .formatted(need.source(), need.place(), need.change()));
    }
  }

  private boolean has(Snapshot snapshot, String change) {
    return brings.stream()
        .filter(it -> it.change().equals(change))
        .anyMatch(it -> it.place() <= place(snapshot, it.source()));
  }

  private void heldBack(Frozen fact, Pick pick, Snapshot snapshot) {
    boolean held = pick.why() == Pick.Why.HELD_BACK;
    Broken.unless(
        held == fact.heldBack().contains(pick.source()),
        pick.source() + " is held back and not named, or named and not held back");
    var depends = DEPENDS.matcher(pick.because().orElse(""));
    if (!held || !depends.find()) return;
    var change = depends.group(1);
    Broken.unless(!has(snapshot, change), pick.source() + " waits for what is there: " + change);
    Broken.unless(
        needs.stream()
            .anyMatch(it ->
                it.source().equals(pick.source())
                    && it.change().equals(change)
                    && it.place() > place(snapshot, it.source())),
        pick.source() + " waits for a change that it does not depend on: " + change);
  }

  /// At rest: once all that is depended on has come, the heads are taken.
  void whatArrivedIsTaken(World world) {
    var freeze = world.freezes().of(Manifests.LANE);
    boolean asks = freeze.open().isPresent() || freeze.stir().isPresent();
    var newest = Optional.ofNullable(last.get(Manifests.LANE));
    if (!count || disturbed || asks || freeze.refused().isPresent() || newest.isEmpty()) return;
    if (!needs.stream().allMatch(it -> isBrought(it.change()))) return;
    for (var source : SOURCES) {
      Broken.unless(
          place(newest.get(), source) == line(source).size() - 1,
          source + " was not taken though all that it depends on is there");
    }
  }

  private boolean isBrought(String change) {
    return brings.stream().anyMatch(it -> it.change().equals(change));
  }

  /// Whether the newest configuration, laid over a release, would lack what it depends on.
  boolean lacksBelow(ReleaseId release) {
    return needs.stream()
        .filter(it -> it.source().equals(Manifests.CONFIG))
        .filter(it -> it.place() > town.place(release, Manifests.CONFIG))
        .anyMatch(it -> !isBelow(release, it.change()));
  }

  private boolean isBelow(ReleaseId release, String change) {
    return brings.stream()
        .filter(it -> it.change().equals(change))
        .anyMatch(it ->
            it.source().equals(Manifests.CONFIG)
                || it.place() <= town.place(release, Manifests.SOURCE));
  }
}
