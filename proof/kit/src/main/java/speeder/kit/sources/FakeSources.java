package speeder.kit.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import speeder.core.source.BadCommit;
import speeder.core.source.Commit;
import speeder.core.source.Footers;
import speeder.core.source.Head;
import speeder.core.source.ObjectId;
import speeder.core.source.Reading;
import speeder.core.source.Source;
import speeder.core.source.Tie;
import speeder.core.value.Refusal;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.port.Trees;

/// Sources and Trees in memory. Trees and blobs have the ids git would give them; commits are told
/// apart by content and time.
public final class FakeSources implements Sources, Trees {
  private static final Duration TICK = Duration.ofMinutes(1);

  private record Made(Commit commit, String message, Optional<ObjectId> parent, Node.Folder tree) {}

  private record Listener(Set<String> sources, Consumer<String> stirred) {}

  private final Map<String, ObjectId> heads = new TreeMap<>();
  private final Map<ObjectId, Made> commits = new TreeMap<>();
  private final Map<ObjectId, Node> objects = new TreeMap<>();
  private final Set<String> lost = new HashSet<>();
  private final Set<String> known = new HashSet<>();
  private final List<Listener> listeners = new ArrayList<>();
  private Instant now = Repo.FIRST;
  private boolean footers = true;

  /// Makes a source's repository, without a commit.
  public synchronized FakeSources with(String source) {
    known.add(source);
    return this;
  }

  /// Commits a whole tree on a branch and stirs whoever watches.
  public ObjectId commit(String source, String branch, String subject, Map<String, String> files) {
    var id = add(source, branch, subject, files);
    listeners().stream()
        .filter(listener -> listener.sources().contains(source))
        .forEach(listener -> listener.stirred().accept(source));
    return id;
  }

  private synchronized ObjectId add(
      String source, String branch, String subject, Map<String, String> files) {
    known.add(source);
    var bytes = new TreeMap<String, byte[]>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(UTF_8)));
    var tree = Node.Folder.ofFiles(bytes);
    store(tree);
    var parent = Optional.ofNullable(heads.get(source + " " + branch));
    var text = "tree %s\nparent %s\n%s\n%s %s".formatted(tree.id(), parent, now, source, subject);
    var id = Node.hash("commit", text.getBytes(UTF_8));
    var commit = new Commit(id, "Repo", firstParagraph(subject), now, bytes.size());
    commits.put(id, new Made(commit, subject, parent, tree));
    heads.put(source + " " + branch, id);
    now = now.plus(TICK);
    return id;
  }

  /// As git tells a commit in short.
  private static String firstParagraph(String message) {
    return message.split("\n\n", 2)[0].replace('\n', ' ');
  }

  private void store(Node node) {
    objects.put(node.id(), node);
    if (node instanceof Node.Folder folder) folder.children().values().forEach(this::store);
  }

  private synchronized List<Listener> listeners() {
    return List.copyOf(listeners);
  }

  /// Puts a source out of reach; what was read of it stays at hand.
  public synchronized void lose(String source) {
    lost.add(source);
  }

  /// From now on no message tells what its commit depends on: for a proof that it must be read.
  public synchronized void loseFooters() {
    footers = false;
  }

  public synchronized void find(String source) {
    lost.remove(source);
  }

  @Override
  public synchronized List<Reading> read(List<Source> sources) {
    return sources.stream().map(this::read).toList();
  }

  private Reading read(Source source) {
    var name = source.name();
    if (lost.contains(name) || !known.contains(name)) {
      return missing(name, "source-not-found", " is out of reach.");
    }
    var head = Optional.ofNullable(heads.get(name + " " + source.branch()));
    if (head.isEmpty()) {
      boolean empty = heads.keySet().stream().noneMatch(key -> key.startsWith(name + " "));
      return empty
          ? missing(name, "source-empty", " has no commit yet.")
          : missing(name, "branch-not-found", " has no branch " + source.branch() + ".");
    }
    return found(name, Optional.ofNullable(commits.get(head.get())).orElseThrow());
  }

  private static Reading found(String source, Made made) {
    return new Reading.Found(head(source, made));
  }

  private static Head head(String source, Made made) {
    var commit = made.commit();
    return new Head(source, commit.id(), made.tree().id(), commit.committedAt());
  }

  private static Reading missing(String source, String code, String what) {
    return new Reading.Missing(source, new Refusal(code, source + what, "Look why."));
  }

  @Override
  public synchronized Optional<byte[]> file(String source, ObjectId commit, String path)
      throws PortFailure {
    var found = made(commit).tree().find(path);
    return found.isPresent() && found.get() instanceof Node.File file
        ? Optional.of(small(file.bytes(), path))
        : Optional.empty();
  }

  private static byte[] small(byte[] bytes, String path) throws PortFailure {
    if (bytes.length <= FILE_BYTES_MAX) return bytes;
    throw PortFailure.refused("file-too-large", path + " is too large.", "Name a smaller file.");
  }

  @Override
  public synchronized Optional<Head> find(String source, String digits) throws PortFailure {
    if (digits.length() < DIGITS_MIN) return Optional.empty();
    var found =
        commits.entrySet().stream()
            .filter(it -> it.getKey().hex().startsWith(digits))
            .map(it -> head(source, it.getValue()))
            .toList();
    if (found.size() < 2) return found.stream().findFirst();
    throw PortFailure.refused("commit-ambiguous", "Several begin so.", "Name more digits.");
  }

  @Override
  public synchronized boolean holds(String source, ObjectId commit, ObjectId other)
      throws PortFailure {
    for (var id = Optional.of(commit); id.isPresent(); id = made(id.get()).parent()) {
      if (id.get().equals(other)) return true;
    }
    return false;
  }

  @Override
  public synchronized Optional<Head> sound(String source, ObjectId from, List<BadCommit> bad)
      throws PortFailure {
    for (var id = Optional.of(from); id.isPresent(); id = made(id.get()).parent()) {
      if (isSound(source, id.get(), bad)) return Optional.of(head(source, made(id.get())));
    }
    return Optional.empty();
  }

  private boolean isSound(String source, ObjectId commit, List<BadCommit> bad) throws PortFailure {
    for (var mark : bad) {
      boolean fixed = mark.fixedBy().isPresent() && holds(source, commit, mark.fixedBy().get());
      if (!fixed && holds(source, commit, mark.at().commit())) return false;
    }
    return true;
  }

  @Override
  public synchronized List<Head> line(String source, ObjectId from, ObjectId to)
      throws PortFailure {
    made(from);
    var line = new ArrayList<Head>();
    for (var id = Optional.of(to); id.isPresent(); id = made(id.get()).parent()) {
      line.add(head(source, made(id.get())));
      if (holds(source, from, id.get())) return List.copyOf(line);
    }
    return List.of();
  }

  @Override
  public synchronized List<Tie> ties(String source, ObjectId from, ObjectId to) throws PortFailure {
    var ties = new ArrayList<Tie>();
    if (!footers) return ties;
    for (var id = Optional.of(to); id.isPresent(); id = made(id.get()).parent()) {
      if (holds(source, from, id.get())) break;
      for (var on : Footers.dependsOn(made(id.get()).message())) ties.add(new Tie(id.get(), on));
    }
    return List.copyOf(ties);
  }

  @Override
  public synchronized SortedMap<String, ObjectId> changes(
      String source, ObjectId commit, Set<String> changes) throws PortFailure {
    var found = new TreeMap<String, ObjectId>();
    for (var id = Optional.of(commit); id.isPresent(); id = made(id.get()).parent()) {
      for (var name : Footers.names(made(id.get()).message(), id.get())) {
        if (changes.contains(name)) found.putIfAbsent(name, id.get());
      }
    }
    return found;
  }

  @Override
  public synchronized Described describe(String source, Optional<ObjectId> from, ObjectId to)
      throws PortFailure {
    var excluded = new HashSet<ObjectId>();
    for (var id = from; id.isPresent(); id = made(id.get()).parent()) excluded.add(id.get());
    var named = new ArrayList<Commit>();
    for (var id = Optional.of(to); id.isPresent(); id = made(id.get()).parent()) {
      if (excluded.contains(id.get())) break;
      if (named.size() == COMMITS_MAX) return new Described(named, true);
      named.add(made(id.get()).commit());
    }
    return new Described(named, false);
  }

  private Made made(ObjectId commit) throws PortFailure {
    return Optional.ofNullable(commits.get(commit)).orElseThrow(() -> FakeTrees.missing(commit));
  }

  @Override
  public synchronized Notices watch(Collection<Source> sources, Consumer<String> stirred) {
    var names = new HashSet<String>();
    sources.forEach(source -> names.add(source.name()));
    var listener = new Listener(names, stirred);
    listeners.add(listener);
    return () -> forget(listener);
  }

  private synchronized void forget(Listener listener) {
    listeners.remove(listener);
  }

  @Override
  public synchronized Reader open(String source) throws PortFailure {
    if (known.contains(source)) return new FakeTrees(objects);
    throw PortFailure.refused("source-unknown", "No source is called " + source + ".", "Name one.");
  }
}
