package speeder.wiring;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import speeder.core.farm.Farm;
import speeder.core.value.Actor;
import speeder.core.value.Digest;
import speeder.core.world.Ask;
import speeder.core.world.Document;
import speeder.core.world.Input.Command;
import speeder.engine.Engine;
import speeder.engine.Shell;
import speeder.engine.deed.Looker;
import speeder.engine.deed.Performer;
import speeder.engine.deed.Ports;
import speeder.engine.port.Documents;
import speeder.engine.port.Images;
import speeder.engine.port.Journal;
import speeder.engine.port.Leadership;
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
import speeder.signals.external.LiveOutside;
import speeder.signals.http.ExpectationFile;
import speeder.signals.http.Prober;
import speeder.store.SqliteStore;

/// One server's engine on real adapters. Opening takes the lead over the data folder, replays the
/// journal, finds the edge again or starts it, and puts the manifest in force if it is not yet.
public final class Wiring implements AutoCloseable {
  /// How often sources that send no file events are asked.
  private static final Duration POLL = Duration.ofSeconds(10);

  private final Farm farm;
  private final SqliteStore store;
  private final Leadership.Lead lead;
  private final GitSources sources;
  private final OciImages images;
  private final LocalCluster cluster;
  private final Edge edge;
  private final Shell shell;

  private Wiring(Settings settings, Parsed.Good manifest, SqliteStore store, InstantSource clock)
      throws PortFailure {
    this.farm = manifest.farm();
    this.store = store;
    this.lead = store.leadership().lead(settings.name());
    this.sources = new GitSources(settings.mirrors(), farm.sources(), clock, POLL);
    this.images = OciImages.open(settings.images(), sources, Compression.ZSTD);
    this.edge = Edge.start(settings, farm.routes());
    this.cluster =
        new LocalCluster(settings.cluster(), images::unpacked, edge.routes()::inFlight, clock);
    var engine = Engine.start(store.journal(), settings.name(), clock.instant());
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
            ExpectationFile::read,
            store.stop());
    this.shell =
        new Shell(
            engine,
            new Performer(ports, engine::world),
            new Looker(ports),
            sources::watch,
            clock,
            new LoggedNotices(store.logs(), clock));
    shell.start();
    adopt(manifest);
  }

  /// @throws BadManifest where the manifest has faults; nothing was opened or changed
  /// @throws PortFailure where another server leads, the journal is damaged, or the edge cannot
  ///   listen
  public static Wiring open(Settings settings, InstantSource clock)
      throws BadManifest, PortFailure {
    var manifest = Manifests.parsed(settings.manifest());
    var store = SqliteStore.open(settings.store(), clock);
    try {
      return new Wiring(settings, manifest, store, clock);
    } catch (PortFailure failure) {
      store.close();
      throw failure;
    }
  }

  private void adopt(Parsed.Good manifest) {
    if (shell.world().farm().manifest().equals(Optional.of(manifest.digest()))) return;
    var document = new Document(manifest.digest(), "manifest", manifest.document());
    var ask = new Ask.Adopt(document, farm.name(), farm.lanes(), farm.policies());
    shell.submit(new Command("adopt-" + UUID.randomUUID(), Actor.SPEEDER, ask)).join();
  }

  public Farm farm() {
    return farm;
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

  public Shell shell() {
    return shell;
  }

  public Sources sources() {
    return sources;
  }

  /// `http://host:port` of the edge.
  public String edgeUrl() {
    return edge.url();
  }

  /// Takes away everything of a data folder that outlives a server: the edge, containers, their
  /// networks and mounts. No server may run on it.
  public static void removeAll(Settings settings, InstantSource clock) throws PortFailure {
    Edge.found(settings).process().stop();
    new LocalCluster(settings.cluster(), Wiring::noImages, _ -> OptionalInt.empty(), clock)
        .destroyAll();
  }

  private static Images.Unpacked noImages(Digest image) throws PortFailure {
    throw PortFailure.refused("no-images", "Nothing is started here: " + image, "Start a server.");
  }

  /// Stops this server. Containers and the edge go on.
  @Override
  public void close() throws PortFailure {
    shell.close();
    images.close();
    sources.close();
    lead.close();
    store.close();
  }
}
