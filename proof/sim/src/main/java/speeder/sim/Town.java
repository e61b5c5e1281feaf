package speeder.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import speeder.core.evidence.Evidence;
import speeder.core.evidence.Installed;
import speeder.core.route.RouteTable;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.BadCommit;
import speeder.core.source.Floor;
import speeder.core.source.ObjectId;
import speeder.core.supervision.Expectation;
import speeder.core.value.Digest;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;
import speeder.core.value.Token;
import speeder.engine.deed.Farms;
import speeder.engine.deed.Ports;
import speeder.engine.memory.MemoryJournal;
import speeder.engine.port.Cluster;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Routes;
import speeder.kit.calendar.FakeCalendars;
import speeder.kit.cluster.Conduct;
import speeder.kit.cluster.FakeCluster;
import speeder.kit.images.FakeImages;
import speeder.kit.outside.FakeOutside;
import speeder.kit.routes.FakeRoutes;
import speeder.kit.sources.FakeSources;
import speeder.kit.store.MemoryLeases;
import speeder.kit.store.MemoryObservations;
import speeder.kit.store.MemoryStop;

/// The outside, which outlives every server: sources, containers, the edge, the journal.
final class Town {
  final MemoryJournal journal = new MemoryJournal();
  final FakeSources sources = new FakeSources().with(Manifests.SOURCE).with(Manifests.CONFIG);
  final FakeImages images = new FakeImages(_ -> {});
  final FakeCluster cluster;
  final FakeRoutes routes = new FakeRoutes();
  final FakeOutside others = new FakeOutside();
  final FakeCalendars calendars = new FakeCalendars();
  final Noticed noticed = new Noticed(this);
  final MemoryLeases leases;
  final MemoryStop stop = new MemoryStop();
  final Agenda agenda;
  final MemoryObservations observations = new MemoryObservations();
  final Farms farms = new Farms(journal.documents());

  /// When a container was started, or an address got requests that got none.
  final List<Instant> moves = new ArrayList<>();

  /// Containers that died by themselves, until they are started anew.
  final Set<Slot> killed = new HashSet<>();

  private final SequencedMap<ObjectId, Quality> commits = new LinkedHashMap<>();
  private final Map<ReleaseId, Snapshot> snapshots = new HashMap<>();
  private final Map<String, ObjectId> named = new HashMap<>();
  private final Map<ReleaseId, Quality> releases = new HashMap<>();
  private final List<Evidence> evidence = new ArrayList<>();
  private final SequencedMap<ObjectId, Quality> configurations = new LinkedHashMap<>();
  private Optional<Token> edgeToken = Optional.empty();
  private final Map<Slot, Token> slotTokens = new HashMap<>();
  private final Map<Slot, Digest> mounted = new HashMap<>();
  private boolean edgeIsFenced = true;

  Town(Agenda agenda) {
    this.agenda = agenda;
    this.leases = new MemoryLeases(agenda);
    this.cluster = new FakeCluster(agenda, _ -> {});
    images.holds("oci:/base", Manifests.BASE.digest());
  }

  /// What a running container is made of stands unpacked.
  void mountsStand() {
    for (var slot : mounted.keySet()) {
      if (running(slot).isEmpty()) continue;
      Broken.unless(
          images.unpacked().containsAll(layers(mounted.get(slot))),
          slot + " runs and its folders are gone");
    }
  }

  private List<Digest> layers(Digest image) {
    try {
      return images.layers(image);
    } catch (PortFailure unknown) {
      throw new Broken("an image that nobody built runs", unknown);
    }
  }

  /// An edge that obeys whoever speaks: for a proof that fencing is needed.
  void unfenceEdge() {
    edgeIsFenced = false;
  }

  ObjectId commit(String name, Quality quality) {
    if (configurations.isEmpty()) configure("zero", Quality.GOOD);
    var id = sources.commit(Manifests.SOURCE, "main", name, Map.of("file", name));
    commits.put(id, quality);
    named.put(name, id);
    if (quality != Quality.UNPROVEN) {
      for (var with : configurations.keySet()) evidence.add(passed(id, with));
    }
    return id;
  }

  /// A commit of configuration: as good or bad as one of code, but that no gate asks for proof.
  void configure(String name, Quality quality) {
    var id = sources.commit(Manifests.CONFIG, "main", name, Map.of("file", name));
    configurations.put(id, quality);
    commits.forEach((code, proven) -> {
      if (proven != Quality.UNPROVEN) evidence.add(passed(code, id));
    });
  }

  private static Evidence passed(ObjectId code, ObjectId configuration) {
    return new Evidence(
        code.brief() + configuration.brief(),
        "unit",
        Evidence.Outcome.PASSED,
        List.of(
            Installed.at(Manifests.SOURCE, code), Installed.at(Manifests.CONFIG, configuration)),
        new TreeMap<>(),
        Optional.of(Agenda.MORNING),
        Optional.empty());
  }

  /// Notes how good a sealed release is: as good as its commit.
  void sealed(ReleaseId release, Snapshot snapshot) {
    var quality = quality(release, snapshot);
    releases.put(release, quality);
    snapshots.put(release, snapshot);
    if (quality == Quality.FAILS_TO_START) cluster.conduct(release, Conduct.CRASHES);
  }

  private Quality quality(ReleaseId release, Snapshot snapshot) {
    var code = of(snapshot, Manifests.SOURCE, commits);
    if (code.isEmpty()) throw new Broken(release + " is of a commit that nobody made");
    var configuration = of(snapshot, Manifests.CONFIG, configurations).orElse(Quality.GOOD);
    boolean good = code.get() == Quality.GOOD || code.get() == Quality.UNPROVEN;
    boolean worse = configuration != Quality.GOOD && configuration != Quality.UNPROVEN;
    return good && worse ? configuration : code.get();
  }

  private static Optional<Quality> of(
      Snapshot snapshot, String source, Map<ObjectId, Quality> qualities) {
    return snapshot.pick(source).flatMap(it -> Optional.ofNullable(qualities.get(it.commit())));
  }

  /// Which commit of a source a release holds, by its place in the source's line; -1 without one.
  int place(ReleaseId release, String source) {
    var line = source.equals(Manifests.SOURCE) ? commits : configurations;
    return Optional.ofNullable(snapshots.get(release))
        .flatMap(it -> it.pick(source))
        .map(it -> List.copyOf(line.keySet()).indexOf(it.commit()))
        .orElse(-1);
  }

  /// Whether going back to a release loses a commit that is kept.
  boolean loses(ReleaseId release, String source, Floor floor) {
    var line = source.equals(Manifests.SOURCE) ? commits : configurations;
    return place(release, source) < List.copyOf(line.keySet()).indexOf(floor.commit());
  }

  /// All commits of configuration, oldest first.
  List<ObjectId> configurations() {
    return List.copyOf(configurations.keySet());
  }

  /// All commits, oldest first.
  List<ObjectId> commits() {
    return List.copyOf(commits.keySet());
  }

  /// Whether a release holds a commit without its fix.
  boolean holds(ReleaseId release, BadCommit bad) {
    var snapshot = Optional.ofNullable(snapshots.get(release));
    return snapshot.filter(it -> holds(it, bad)).isPresent();
  }

  boolean holds(Snapshot snapshot, BadCommit bad) {
    var line = commits();
    int at = snapshot.pick(bad.at().source()).map(it -> line.indexOf(it.commit())).orElse(-1);
    boolean fixed = bad.fixedBy().filter(fix -> line.indexOf(fix) <= at).isPresent();
    return line.indexOf(bad.at().commit()) <= at && !fixed;
  }

  /// The commit that a release was sealed of.
  ObjectId commit(ReleaseId release) {
    var snapshot = snapshots.get(release);
    if (snapshot == null) throw new Broken(release + " was never sealed");
    return snapshot.pick(Manifests.SOURCE).orElseThrow().commit();
  }

  /// Whether a release is of a commit.
  boolean is(ReleaseId release, String commit) {
    return Optional.ofNullable(snapshots.get(release))
        .flatMap(it -> it.pick(Manifests.SOURCE))
        .filter(it -> it.commit().equals(named.get(commit)))
        .isPresent();
  }

  Quality quality(ReleaseId release) {
    return releases.getOrDefault(release, Quality.GOOD);
  }

  Ports ports() {
    return new Ports(
        sources,
        images,
        new FencedCluster(),
        new FencedRoutes(),
        new Truth(this),
        journal.documents(),
        leases,
        others,
        observations,
        _ -> List.copyOf(evidence),
        calendars,
        _ -> List.of(CHECK),
        stop);
  }

  private static final Expectation CHECK =
      new Expectation(
          "http://wiki.example/",
          "GET",
          new TreeMap<>(),
          Optional.empty(),
          List.of(200),
          List.of(),
          List.of(),
          new TreeMap<>(),
          new TreeMap<>(),
          List.of());

  /// A slot that runs and is ready.
  Optional<Cluster.Running> running(Slot slot) {
    return all().stream().filter(it -> it.slot().equals(slot) && it.ready()).findFirst();
  }

  List<Cluster.Running> all() {
    try {
      return cluster.list();
    } catch (PortFailure impossible) {
      throw new Broken("the fake cluster was told to fail", impossible);
    }
  }

  /// The place of the newest commit of configuration in its line.
  int newestConfiguration() {
    return configurations.size() - 1;
  }

  void kill(Slot slot) {
    if (running(slot).isEmpty()) return;
    cluster.kill(slot);
    killed.add(slot);
  }

  /// Addresses that the edge gives new requests to.
  Set<String> served() {
    var served = new TreeSet<String>();
    for (var lane : routes.table().map(RouteTable::lanes).orElse(new TreeMap<>()).values()) {
      for (var stage : lane.stages()) {
        for (var backend : stage.backends())
          if (backend.weight() > 0) served.add(backend.address());
      }
    }
    return served;
  }

  private static void rises(Optional<Token> before, Token token, String where) {
    Broken.unless(
        before.filter(it -> it.compareTo(token) > 0).isEmpty(),
        where + " obeyed token " + token + " after " + before);
  }

  private final class FencedCluster implements Cluster {
    @Override
    public Shape shape() {
      return cluster.shape();
    }

    @Override
    public Running prepare(Order order, Token token, Consumer<String> progress) throws PortFailure {
      images.unpacked(order.image());
      try {
        if (running(order.slot()).isEmpty()) moves.add(agenda.instant());
        var stands = cluster.prepare(order, token, progress);
        mounted.put(order.slot(), order.image());
        return stands;
      } finally {
        if (running(order.slot()).isPresent()) killed.remove(order.slot());
        obeyed(order.slot(), token);
      }
    }

    @Override
    public void retire(Slot slot, Duration drain, Token token) throws PortFailure {
      var before = running(slot);
      cluster.retire(slot, drain, token);
      mounted.remove(slot);
      obeyed(slot, token);
      before.ifPresent(it ->
          Broken.unless(!served().contains(it.address()), slot + " was retired while it serves"));
    }

    private void obeyed(Slot slot, Token token) {
      var before = Optional.ofNullable(slotTokens.get(slot));
      if (before.filter(it -> it.compareTo(token) > 0).isEmpty()) slotTokens.put(slot, token);
    }

    @Override
    public List<Running> list() throws PortFailure {
      return cluster.list();
    }

    @Override
    public Ended run(Task task, Consumer<String> progress) throws PortFailure {
      return cluster.run(task, progress);
    }

    @Override
    public List<String> log(Slot slot, int lines) throws PortFailure {
      return cluster.log(slot, lines);
    }
  }

  private final class FencedRoutes implements Routes {
    @Override
    public void publish(RouteTable table, Token token) throws PortFailure {
      var before = served();
      routes.publish(table, edgeIsFenced ? token : highest(token));
      if (!before.containsAll(served())) moves.add(agenda.instant());
      rises(edgeToken, token, "the edge");
      edgeToken = Optional.of(token);
    }

    private Token highest(Token token) {
      return edgeToken.filter(it -> it.compareTo(token) > 0).orElse(token);
    }

    @Override
    public void ensure() throws PortFailure {
      routes.ensure();
    }

    @Override
    public Optional<InForce> inForce() throws PortFailure {
      return routes.inForce();
    }
  }

  Instant now() {
    return agenda.instant();
  }

  Instant time(long offset) {
    return journal.read(offset, 1).getFirst().time();
  }
}
