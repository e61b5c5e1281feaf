package speeder.git;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import speeder.core.source.Source;
import speeder.engine.port.Sources.Notices;

/// Listens to file events of repositories on this machine, and looks at all others by poll.
///
/// A branch is stirred when its ref file, a folder on the way to it, or packed-refs changes. A
/// repository that is not there yet is looked for at every poll.
final class Watching implements Notices {
  private static final String PACKED_REFS = "packed-refs";
  private static final String REFTABLE = "reftable";

  private final Collection<Source> sources;
  private final Duration poll;
  private final Heads heads;
  private final Predicate<Source> moved;
  private final Consumer<String> stirred;
  private final WatchService events;
  private final Map<WatchKey, Set<Watched>> watched = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /// @param at the folder that is listened to
  /// @param name the file or folder that matters there
  private record Watched(Source source, Path at, String name) {}

  private Watching(
      Collection<Source> sources,
      Duration poll,
      Heads heads,
      Predicate<Source> moved,
      Consumer<String> stirred,
      WatchService events) {
    this.sources = List.copyOf(sources);
    this.poll = poll;
    this.heads = heads;
    this.moved = moved;
    this.stirred = stirred;
    this.events = events;
  }

  static Watching start(
      Collection<Source> sources,
      Duration poll,
      Heads heads,
      Predicate<Source> moved,
      Consumer<String> stirred) {
    var events = service();
    var watching = new Watching(sources, poll, heads, moved, stirred, events);
    sources.forEach(watching::listen);
    Thread.ofVirtual().name("refs-events").start(watching::listenUntilClosed);
    Thread.ofVirtual().name("refs-poll").start(watching::pollUntilClosed);
    return watching;
  }

  private static WatchService service() {
    try {
      return FileSystems.getDefault().newWatchService();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Listens to every folder that a change of the branch shows in; says whether it could.
  private boolean listen(Source source) {
    var folder = new Address(source.git()).folder();
    if (folder.isEmpty()) return false;
    try {
      var git = heads.upstream(folder.get()).folder();
      listen(source, git, PACKED_REFS);
      listenBelow(source, git);
      if (Files.isDirectory(git.resolve(REFTABLE))) {
        listen(source, git.resolve(REFTABLE), "tables.list");
      }
      return true;
    } catch (IOException notThere) {
      return false;
    }
  }

  private void listenBelow(Source source, Path git) throws IOException {
    var at = git.resolve("refs").resolve("heads");
    for (var part : Path.of(source.branch())) {
      if (!Files.isDirectory(at)) return;
      listen(source, at, part.toString());
      at = at.resolve(part);
    }
  }

  private synchronized void listen(Source source, Path at, String name) throws IOException {
    var key = at.register(events, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
    watched
        .computeIfAbsent(key, _ -> ConcurrentHashMap.newKeySet())
        .add(new Watched(source, at, name));
  }

  private void listenUntilClosed() {
    try {
      while (true) hear(events.take());
    } catch (ClosedWatchServiceException | InterruptedException end) {
      closed.countDown();
    }
  }

  private void hear(WatchKey key) {
    var changed = changed(key);
    for (var one : changed) {
      if (Files.isDirectory(one.at().resolve(one.name()))) listen(one.source());
      stirred.accept(one.source().name());
    }
  }

  /// Synchronized with registering, so that no event comes between a key and what it stands for.
  private synchronized List<Watched> changed(WatchKey key) {
    var here = List.copyOf(watched.getOrDefault(key, Set.of()));
    var events = key.pollEvents();
    if (!key.reset()) watched.remove(key);
    return here.stream()
        .filter(one -> events.stream().anyMatch(event -> matters(event, one)))
        .toList();
  }

  private static boolean matters(WatchEvent<?> change, Watched one) {
    return OVERFLOW.equals(change.kind())
        || (change.context() instanceof Path name && name.toString().equals(one.name()));
  }

  private void pollUntilClosed() {
    try {
      while (!closed.await(poll.toMillis(), TimeUnit.MILLISECONDS)) {
        for (var source : sources) look(source);
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Source source) {
    boolean here = new Address(source.git()).folder().isPresent();
    boolean stirs = here ? !heard(source) && listen(source) : moved.test(source);
    if (stirs && closed.getCount() > 0) stirred.accept(source.name());
  }

  private boolean heard(Source source) {
    return watched.values().stream()
        .anyMatch(here -> here.stream().anyMatch(one -> one.source().equals(source)));
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      events.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
