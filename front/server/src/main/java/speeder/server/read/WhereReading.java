package speeder.server.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import speeder.api.Where;
import speeder.core.farm.Lane;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;
import speeder.core.world.World;
import speeder.engine.deed.Farms;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views.Table;
import speeder.server.Desk;
import speeder.server.fold.Folding;

/// Where a commit is served: a release holds it when its snapshot's commit of that source is the
/// commit, or has it in its history.
final class WhereReading {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");
  private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final int LOOK_BACK = 50;

  private static final String SERVED = "SERVED";
  private static final String NOT_SERVED = "NOT_SERVED";
  private static final String UNKNOWN = "UNKNOWN";

  private final Desk desk;
  private final Tables tables;
  private final Farms documents;

  WhereReading(Desk desk, Tables tables) {
    this.desk = desk;
    this.tables = tables;
    this.documents = new Farms(desk.documents());
  }

  static boolean isCommit(String text) {
    return COMMIT.matcher(text).matches();
  }

  /// @param source one of the farm
  /// @param commit in full, or its first digits, at least 7, of one that a snapshot held
  Optional<Where> read(String source, String commit) throws PortFailure {
    tables.catchUp();
    var seen = seen(source, commit);
    var full = seen.map(Folding.Seen::commit).orElse(commit);
    return WHOLE.matcher(full).matches()
        ? Optional.of(where(source, new ObjectId(full), seen))
        : Optional.empty();
  }

  private Optional<Folding.Seen> seen(String source, String commit) throws PortFailure {
    return tables.list(Table.COMMITS, source + "/" + commit, 1, Folding.Seen.class).stream()
        .findFirst();
  }

  private Where where(String source, ObjectId commit, Optional<Folding.Seen> seen)
      throws PortFailure {
    var world = desk.world();
    var places = new Places(world, source, commit).all();
    boolean head = commit.equals(world.heads().bySource().get(source));
    return new Where(
        source,
        commit.hex(),
        sentence(commit, places, head, seen.isPresent()),
        head,
        seen.map(it -> new Where.Frozen(it.snapshot(), it.at(), it.lane())),
        places,
        candidates(world, source, commit));
  }

  private static String sentence(
      ObjectId commit, List<Where.Place> places, boolean head, boolean frozen) {
    var served =
        places.stream()
            .filter(it -> it.answer().equals(SERVED))
            .map(it -> it.lane() + "/" + it.stage())
            .distinct()
            .collect(Collectors.joining(", "));
    if (!served.isEmpty()) return "%s is served at %s.".formatted(commit.brief(), served);
    if (places.stream().anyMatch(it -> it.answer().equals(UNKNOWN))) {
      return "Whether %s is served cannot be said: its history is out of reach."
          .formatted(commit.brief());
    }
    if (frozen) return "%s was frozen, and is not served.".formatted(commit.brief());
    return head
        ? "%s is a head; no snapshot holds it yet.".formatted(commit.brief())
        : "%s is not served.".formatted(commit.brief());
  }

  private List<Where.Underway> candidates(World world, String source, ObjectId commit)
      throws PortFailure {
    var underway = new ArrayList<Where.Underway>();
    for (var it : world.candidates().byId().values()) {
      if (it.state().isEnd()) continue;
      var snapshot = documents.read(it.opened().document(), Snapshot.class);
      if (holds(snapshot, source, commit).equals(SERVED)) {
        underway.add(new Where.Underway(it.lane(), it.id(), it.state().name()));
      }
    }
    return underway;
  }

  private String holds(Snapshot snapshot, String source, ObjectId commit) {
    var at = snapshot.pick(source).map(Pick::commit);
    if (at.isEmpty()) return NOT_SERVED;
    if (at.get().equals(commit)) return SERVED;
    try {
      var beyond = desk.sources().describe(source, at, commit);
      return beyond.commits().isEmpty() ? SERVED : NOT_SERVED;
    } catch (PortFailure outOfReach) {
      return UNKNOWN;
    }
  }

  /// The answers for one commit, each release asked about once.
  private final class Places {
    private final World world;
    private final String source;
    private final ObjectId commit;
    private final Map<ReleaseId, Snapshot> snapshots = new HashMap<>();
    private final Map<ReleaseId, String> answers = new HashMap<>();

    Places(World world, String source, ObjectId commit) {
      this.world = world;
      this.source = source;
      this.commit = commit;
    }

    List<Where.Place> all() throws PortFailure {
      var places = new ArrayList<Where.Place>();
      for (var lane : world.farm().lanes()) places.addAll(of(lane));
      return places;
    }

    private List<Where.Place> of(Lane lane) throws PortFailure {
      var past = tables.rollouts(lane.name(), LOOK_BACK);
      var places = new ArrayList<Where.Place>();
      for (var stage : lane.stages()) {
        for (var target : lane.targets()) {
          var place = new Place(lane.name(), target, stage.name());
          var release = world.exposure().serving(place);
          var since = release.flatMap(it -> Lanes.since(past, stage.name(), it.text()));
          places.add(place(place, release, since));
        }
      }
      return places;
    }

    private Where.Place place(Place place, Optional<ReleaseId> release, Optional<Instant> since)
        throws PortFailure {
      if (release.isPresent()) learn(release.get());
      return new Where.Place(
          place.lane(),
          place.stage(),
          place.target(),
          release.map(it -> answers.getOrDefault(it, UNKNOWN)).orElse(NOT_SERVED),
          release.map(ReleaseId::text),
          release
              .flatMap(it -> Optional.ofNullable(snapshots.get(it)))
              .flatMap(it -> it.pick(source))
              .map(pick -> pick.commit().hex()),
          since);
    }

    private void learn(ReleaseId release) throws PortFailure {
      if (answers.containsKey(release)) return;
      var document = world.releases().find(release).map(it -> it.sealed().snapshotDocument());
      if (document.isEmpty()) return;
      Digest digest = document.get();
      var snapshot = documents.read(digest, Snapshot.class);
      snapshots.put(release, snapshot);
      answers.put(release, holds(snapshot, source, commit));
    }
  }
}
