package speeder.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import speeder.core.source.Head;
import speeder.core.source.Reading;
import speeder.core.source.Source;
import speeder.core.value.Nearness;

/// Reads heads. What has not moved costs a look at a file, or one request; what has moved is
/// fetched into the mirror.
final class Heads implements AutoCloseable {
  private final ConcurrentMap<Path, Upstream> upstreams = new ConcurrentHashMap<>();

  /// Reads one head, and has its objects at hand when it returns.
  Reading read(Source source, Mirror mirror) {
    try {
      var folder = new Address(source.git()).folder();
      var known =
          folder.isPresent() ? unmoved(source, folder.get(), mirror) : Optional.<Head>empty();
      return known.<Reading>map(Reading.Found::new).orElseGet(() -> fetched(source, mirror));
    } catch (IOException | RuntimeException failure) {
      return new Reading.Missing(source.name(), Faults.of(source, failure));
    }
  }

  /// What the branch's head is now, without fetching anything.
  Optional<ObjectId> peek(Source source, Mirror mirror) throws IOException {
    var folder = new Address(source.git()).folder();
    if (folder.isPresent()) return upstream(folder.get()).head(source.branch());
    try (var remote = Remote.connect(mirror.repository(), source.git(), source.branch())) {
      return remote.head();
    }
  }

  /// The repository of a folder, opened once and again when it was replaced.
  Upstream upstream(Path folder) throws IOException {
    var open = Optional.ofNullable(upstreams.get(folder));
    if (open.filter(Upstream::stands).isPresent()) return open.get();
    var fresh = Upstream.open(folder);
    Optional.ofNullable(upstreams.put(folder, fresh)).ifPresent(Upstream::close);
    return fresh;
  }

  private Optional<Head> unmoved(Source source, Path folder, Mirror mirror) throws IOException {
    var head = upstream(folder).head(source.branch());
    var tip = mirror.tip(source.branch());
    return tip.filter(known -> head.filter(known.commit()::equals).isPresent())
        .map(known -> head(source, known));
  }

  private Reading fetched(Source source, Mirror mirror) {
    mirror.changing().lock();
    try (var remote = Remote.connect(mirror.repository(), source.git(), source.branch())) {
      return reading(source, mirror, remote);
    } catch (IOException | RuntimeException failure) {
      return new Reading.Missing(source.name(), Faults.of(source, failure));
    } finally {
      mirror.changing().unlock();
    }
  }

  private static Reading reading(Source source, Mirror mirror, Remote remote) throws IOException {
    var head = remote.head();
    if (head.isEmpty()) return absent(source, mirror);
    var tip = mirror.tip(source.branch()).filter(known -> known.commit().equals(head.get()));
    if (tip.isPresent()) return new Reading.Found(head(source, tip.get()));
    remote.fetch(() -> mirror.move(source.branch(), head.get()));
    var moved = mirror.tip(source.branch()).orElseThrow();
    return new Reading.Found(head(source, moved));
  }

  private static Reading absent(Source source, Mirror mirror) throws IOException {
    var branches = branches(source, mirror);
    var why =
        branches.isEmpty()
            ? Faults.empty(source)
            : Faults.noBranch(source, Nearness.nearest(source.branch(), branches));
    return new Reading.Missing(source.name(), why);
  }

  private static List<String> branches(Source source, Mirror mirror) throws IOException {
    try (var transport = Transport.open(mirror.repository(), new URIish(source.git()))) {
      transport.setTimeout(GitSources.SOURCE_TIMEOUT_SECONDS);
      try (var connection = transport.openFetch()) {
        return connection.getRefs().stream()
            .map(ref -> ref.getName())
            .filter(name -> name.startsWith(Constants.R_HEADS))
            .map(name -> name.substring(Constants.R_HEADS.length()))
            .sorted()
            .toList();
      }
    } catch (URISyntaxException wrong) {
      throw new IOException(wrong);
    }
  }

  private static Head head(Source source, Mirror.Tip tip) {
    return new Head(source.name(), Ids.ours(tip.commit()), Ids.ours(tip.tree()), tip.committedAt());
  }

  @Override
  public void close() {
    upstreams.values().forEach(Upstream::close);
  }
}
