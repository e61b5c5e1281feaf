package speeder.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import speeder.core.source.BadCommit;
import speeder.core.source.Head;
import speeder.core.source.ObjectId;
import speeder.core.source.Reading;
import speeder.core.source.Source;
import speeder.core.source.Tie;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.port.Trees;

/// Sources and Trees over bare mirrors, one per repository, in one folder. Safe for many threads;
/// one process owns the folder.
///
/// Heads of repositories on this machine (`file://`) are read as files, those of others over git's
/// smart HTTP protocol; what moved is fetched, so that objects stay when the source goes.
public final class GitSources implements Sources, Trees, AutoCloseable {
  public static final int SOURCES_AT_ONCE = 16;
  public static final int SOURCE_TIMEOUT_SECONDS = 30;

  /// Packs of a mirror above which [#tidy] packs them into one.
  public static final int PACKS_MAX = 50;

  private final Path folder;
  private final InstantSource clock;
  private final Duration poll;
  private final Heads heads = new Heads();
  private final ConcurrentMap<String, Source> known = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Mirror> mirrors = new ConcurrentHashMap<>();
  private final Semaphore atOnce = new Semaphore(SOURCES_AT_ONCE);
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

  /// @param mirrors folder that holds them; made when it is not there
  /// @param sources those whose mirrors may be read before their heads are
  /// @param poll how often a watch looks at sources that send no file events
  public GitSources(Path mirrors, Collection<Source> sources, InstantSource clock, Duration poll) {
    OwnSettings.install();
    this.folder = mirrors;
    this.clock = clock;
    this.poll = poll;
    sources.forEach(source -> known.put(source.name(), source));
  }

  @Override
  public List<Reading> read(List<Source> sources) throws PortFailure {
    ensureFolder();
    var asked = new ArrayList<Future<Reading>>();
    for (var source : sources) asked.add(readers.submit(() -> readOne(source)));
    var readings = new ArrayList<Reading>();
    try {
      for (var one : asked) readings.add(taken(one));
    } finally {
      asked.forEach(one -> one.cancel(true));
    }
    return readings;
  }

  private Reading readOne(Source source) throws InterruptedException, PortFailure {
    known.put(source.name(), source);
    var mirror = mirror(source);
    atOnce.acquire();
    try {
      return heads.read(source, mirror);
    } finally {
      atOnce.release();
    }
  }

  private static Reading taken(Future<Reading> reading) throws PortFailure {
    try {
      return reading.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw PortFailure.failed(
          "reading-stopped", "Reading heads was stopped half-way.", "Ask again.");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof PortFailure why) throw why;
      throw new IllegalStateException(failure.getCause());
    }
  }

  @Override
  public Optional<byte[]> file(String source, ObjectId commit, String path) throws PortFailure {
    return history(source).file(commit, path);
  }

  @Override
  public Optional<Head> find(String source, String digits) throws PortFailure {
    return ancestry(source).find(digits);
  }

  @Override
  public boolean holds(String source, ObjectId commit, ObjectId other) throws PortFailure {
    return ancestry(source).holds(commit, other);
  }

  @Override
  public Optional<Head> sound(String source, ObjectId from, List<BadCommit> bad)
      throws PortFailure {
    return ancestry(source).sound(from, bad);
  }

  @Override
  public List<Head> line(String source, ObjectId from, ObjectId to) throws PortFailure {
    return ancestry(source).line(from, to);
  }

  @Override
  public List<Tie> ties(String source, ObjectId from, ObjectId to) throws PortFailure {
    return messages(source).ties(from, to);
  }

  @Override
  public SortedMap<String, ObjectId> changes(String source, ObjectId commit, Set<String> changes)
      throws PortFailure {
    return messages(source).changes(commit, changes);
  }

  @Override
  public Described describe(String source, Optional<ObjectId> from, ObjectId to)
      throws PortFailure {
    return history(source).describe(from, to);
  }

  @Override
  public Notices watch(Collection<Source> sources, Consumer<String> stirred) {
    return Watching.start(sources, poll, heads, this::moved, stirred);
  }

  @Override
  public Reader open(String source) throws PortFailure {
    return new TreeReader(source, mirror(named(source)).repository());
  }

  /// Packs mirrors that many fetches left scattered. To be called now and then.
  ///
  /// @return how many were packed
  public int tidy() throws PortFailure {
    int packed = 0;
    for (var mirror : mirrors.values()) {
      try {
        if (mirror.packs() <= PACKS_MAX) continue;
        mirror.pack();
        packed++;
      } catch (IOException failure) {
        throw Faults.mirror(mirror.repository().getDirectory().getName(), failure);
      }
    }
    return packed;
  }

  @Override
  public void close() {
    readers.close();
    heads.close();
    mirrors.values().forEach(Mirror::close);
  }

  /// Whether a source's head is another than the one read last. One that does not answer has not
  /// moved; the next reading says why it does not.
  private boolean moved(Source source) {
    try {
      var mirror = mirror(source);
      var tip = mirror.tip(source.branch()).map(Mirror.Tip::commit);
      return !heads.peek(source, mirror).equals(tip);
    } catch (IOException | PortFailure unreadable) {
      return false;
    }
  }

  private History history(String source) throws PortFailure {
    return new History(source, mirror(named(source)).repository());
  }

  private Messages messages(String source) throws PortFailure {
    return new Messages(source, mirror(named(source)).repository());
  }

  private Ancestry ancestry(String source) throws PortFailure {
    return new Ancestry(source, mirror(named(source)).repository());
  }

  private Source named(String source) throws PortFailure {
    return Optional.ofNullable(known.get(source)).orElseThrow(() -> Faults.unknown(source));
  }

  private Mirror mirror(Source source) throws PortFailure {
    var name = new Address(source.git()).mirrorName();
    var open = Optional.ofNullable(mirrors.get(name));
    return open.isPresent() ? open.get() : openMirror(source, name);
  }

  private synchronized Mirror openMirror(Source source, String name) throws PortFailure {
    ensureFolder();
    var open = Optional.ofNullable(mirrors.get(name));
    if (open.isPresent()) return open.get();
    try {
      var mirror = Mirror.open(folder.resolve(name), clock);
      mirrors.put(name, mirror);
      return mirror;
    } catch (IOException failure) {
      throw Faults.mirror(source.name(), failure);
    }
  }

  private void ensureFolder() throws PortFailure {
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw PortFailure.failed(
          "mirrors-unwritable",
          "The folder of mirrors %s cannot be made: %s".formatted(folder, failure.getMessage()),
          "Give this process the right to write there, or name another folder.");
    }
  }
}
