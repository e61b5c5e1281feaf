package speeder.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import speeder.core.farm.Farm;
import speeder.core.value.Actor;
import speeder.core.value.Digest;
import speeder.core.world.Ask;
import speeder.core.world.Document;
import speeder.core.world.Input.Command;
import speeder.engine.Pokes;
import speeder.engine.Seat;
import speeder.engine.Shell;
import speeder.engine.checkpoint.Keeper;
import speeder.engine.deed.Looker;
import speeder.engine.deed.Performer;
import speeder.engine.deed.Ports;
import speeder.engine.port.Documents;
import speeder.engine.port.Images;
import speeder.engine.port.Journal;
import speeder.engine.port.Leases;
import speeder.engine.port.Logs;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.port.Views;
import speeder.git.GitSources;
import speeder.local.LocalCluster;
import speeder.manifest.Parsed;
import speeder.oci.Compression;
import speeder.oci.OciImages;
import speeder.signals.LiveSignals;
import speeder.signals.calendar.LiveCalendars;
import speeder.signals.external.LiveOutside;
import speeder.signals.http.ExpectationFile;
import speeder.signals.http.Prober;
import speeder.store.Store;
import speeder.store.file.FileCheckpoints;

/// One server on real adapters. Opening replays the journal and leads, or follows where another
/// server does and the store is made for it. Who begins to lead finds the edge again or starts it,
/// and puts the manifest in force if it is not yet.
public final class Wiring implements AutoCloseable {
  /// How often sources that send no file events are asked.
  private static final Duration POLL = Duration.ofSeconds(10);

  private final Settings settings;
  private final MachineUse machine;
  private final Parsed.Good manifest;
  private final Store store;
  private final GitSources sources;
  private final Pokes pokes;
  private final OciImages images;
  private final Warmth warmth;
  private final Seat seat;

  private Wiring(
      Settings settings, MachineUse machine, Parsed.Good manifest, Store store, InstantSource clock)
      throws PortFailure {
    this.settings = settings;
    this.machine = machine;
    this.manifest = manifest;
    this.store = store;
    this.sources = new GitSources(settings.mirrors(), farm().sources(), clock, POLL);
    this.pokes = new Pokes(sources::watch);
    this.images = OciImages.open(settings.images(), sources, Compression.ZSTD);
    var notices = new LoggedNotices(store.logs(), clock);
    var server =
        new Seat.Server(
            settings.name(), store.journal(), store.leadership(), clock, System::nanoTime, notices);
    var keeper =
        new Keeper(
            new FileCheckpoints(settings.checkpoint()),
            Maker.digest(),
            Keeper.EVERY,
            notices::fault);
    this.seat = Seat.take(server, keeper.begin(store.journal()), () -> ready(notices, clock));
    seat.follow(entries -> keeper.heard(seat::world, entries));
    this.warmth = Warmth.begin(sources, farm().sources(), seat);
  }

  /// @throws BadManifest where the manifest has faults; nothing was opened or changed
  /// @throws PortFailure where another server leads and nobody may follow, the journal is damaged,
  ///   or the edge cannot listen
  public static Wiring open(Settings settings, InstantSource clock)
      throws BadManifest, PortFailure {
    var manifest = Manifests.parsed(settings.manifest());
    var _ = Edge.checked(settings, manifest.farm().routes());
    var machine = MachineUse.besideOthers(settings.machine());
    try {
      return opened(settings, machine, manifest, clock);
    } catch (PortFailure failure) {
      machine.close();
      throw failure;
    }
  }

  private static Wiring opened(
      Settings settings, MachineUse machine, Parsed.Good manifest, InstantSource clock)
      throws PortFailure {
    var store = Stores.open(settings, clock);
    try {
      return new Wiring(settings, machine, manifest, store, clock);
    } catch (PortFailure failure) {
      store.close();
      throw failure;
    }
  }

  private Seat.Reign.Ready ready(Shell.Notices notices, InstantSource clock) throws PortFailure {
    var edge = Edge.checked(settings, farm().routes());
    var cluster =
        new LocalCluster(
            Settings.cluster(settings.machine()),
            images::unpacked,
            Edge.inFlight(settings.machine()),
            clock);
    var ports =
        new Ports(
            sources,
            images,
            cluster,
            edge.routes(),
            new LiveSignals(new Prober(), edge.routes()::counts),
            store.documents(),
            store.leases(),
            new LiveOutside(),
            store.observations(),
            store.evidenceFiles(),
            new LiveCalendars(),
            ExpectationFile::read,
            store.stop());
    if (!cluster.takeAddresses()) {
      notices.fault("Requests for containers that are gone may leave this machine", noAddresses());
    }
    // Last of all that can fail: it goes on when this server does not.
    edge.ensure();
    return (engine, time, mayStart) -> {
      var performer = new Performer(ports, engine::world);
      var looker = new Looker(ports);
      var shell = new Shell(engine, performer, looker, pokes, time, mayStart, notices);
      shell.start();
      adopt(shell, notices);
      return shell;
    };
  }

  private static PortFailure noAddresses() {
    return PortFailure.refused(
        "no-dead-end",
        "Unused addresses of containers could not be made unreachable.",
        "Run the server as root, with iproute2: apt install iproute2");
  }

  private void adopt(Shell shell, Shell.Notices notices) {
    if (shell.world().farm().manifest().equals(Optional.of(manifest.digest()))) return;
    var farm = farm();
    var document = new Document(manifest.digest(), "manifest", manifest.document());
    var ask = new Ask.Adopt(document, farm.name(), farm.lanes(), farm.policies());
    try {
      shell.submit(new Command("adopt-" + UUID.randomUUID(), Actor.SPEEDER, ask)).join();
    } catch (CompletionException failure) {
      notices.fault("The manifest was not put in force", failure);
    }
  }

  public Farm farm() {
    return manifest.farm();
  }

  public Journal journal() {
    return store.journal();
  }

  public Documents documents() {
    return store.documents();
  }

  public Views views() {
    return store.views();
  }

  public Leases leases() {
    return store.leases();
  }

  public Logs logs() {
    return store.logs();
  }

  public Seat seat() {
    return seat;
  }

  /// A source may have moved: whoever leads looks at it.
  public void stirred(String source) {
    pokes.stirred(source);
  }

  public Sources sources() {
    return sources;
  }

  /// `http://host:port` of the edge of this machine; empty while there is none.
  public String edgeUrl() {
    return Edge.url(settings.machine());
  }

  /// Takes away everything of a machine's folder that outlives a server: the edge, containers,
  /// their networks and mounts.
  ///
  /// @return what ran of it, for people
  /// @throws PortFailure refused `machine-in-use` where a server runs, `no-server-here` where none
  ///   ever did
  public static List<String> removeAll(Path machine, InstantSource clock) throws PortFailure {
    try (var _ = MachineUse.alone(machine)) {
      var removed = new ArrayList<String>();
      Edge.stop(machine).ifPresent(it -> removed.add("the edge at " + it));
      var cluster =
          new LocalCluster(
              Settings.cluster(machine), Wiring::noImages, Edge.inFlight(machine), clock);
      for (var running : cluster.list()) removed.add("the container of " + running.slot());
      cluster.destroyAll();
      return List.copyOf(removed);
    }
  }

  private static Images.Unpacked noImages(Digest image) throws PortFailure {
    throw PortFailure.refused("no-images", "Nothing is started here: " + image, "Start a server.");
  }

  /// Stops this server, and hands over at once to one that follows. Containers and the edge go on.
  @Override
  public void close() throws PortFailure {
    warmth.close();
    seat.close();
    images.close();
    sources.close();
    store.close();
    machine.close();
  }
}
