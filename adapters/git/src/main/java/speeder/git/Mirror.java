package speeder.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// Our own copy of one repository: a bare one whose objects outlive the source's.
///
/// A branch that was moved back leaves a ref under [#KEPT], so that what a release was made of
/// stays reachable; of these the newest [#KEPT_MAX] are kept.
final class Mirror implements AutoCloseable {
  static final String KEPT = "refs/speeder/";
  static final int KEPT_MAX = 1_000;

  private final Repository repository;
  private final InstantSource clock;
  private final ReentrantLock changing = new ReentrantLock();
  private final Map<String, Tip> tips = new ConcurrentHashMap<>();

  /// A branch's commit as it was last read.
  record Tip(ObjectId commit, ObjectId tree, java.time.Instant committedAt) {}

  private Mirror(Repository repository, InstantSource clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /// Opens the mirror of that folder, or makes an empty one, whole or not at all.
  static Mirror open(Path folder, InstantSource clock) throws IOException {
    if (!Files.exists(folder)) create(folder);
    return new Mirror(
        new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().setMustExist(true).build(),
        clock);
  }

  private static void create(Path folder) throws IOException {
    var parent = Optional.ofNullable(folder.getParent()).orElseThrow();
    var fresh = Files.createTempDirectory(parent, ".new-");
    try (var repository = new FileRepositoryBuilder().setGitDir(fresh.toFile()).setBare().build()) {
      repository.create(true);
      var config = repository.getConfig();
      config.setInt(ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTO, 0);
      config.setString(
          ConfigConstants.CONFIG_GC_SECTION,
          null,
          ConfigConstants.CONFIG_KEY_PRUNEPACKEXPIRE,
          "now");
      config.save();
    }
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  Repository repository() {
    return repository;
  }

  /// Only the holder may fetch or move refs.
  ReentrantLock changing() {
    return changing;
  }

  /// The branch's tip as this mirror has it.
  Optional<Tip> tip(String branch) throws IOException {
    var known = Optional.ofNullable(tips.get(branch));
    if (known.isPresent()) return known;
    var ref = Optional.ofNullable(repository.exactRef(Constants.R_HEADS + branch));
    var commit = ref.map(Ref::getObjectId);
    if (commit.isEmpty() || !has(commit.get())) return Optional.empty();
    return Optional.of(remember(branch, commit.get()));
  }

  boolean has(ObjectId commit) throws IOException {
    try (var reader = repository.newObjectReader()) {
      return reader.has(commit);
    }
  }

  /// Moves the branch to a commit whose objects are all here.
  Tip move(String branch, ObjectId commit) throws IOException {
    var update = repository.updateRef(Constants.R_HEADS + branch);
    update.setNewObjectId(commit);
    var old = update.getOldObjectId();
    var result = update.forceUpdate();
    switch (result) {
      case NEW, FAST_FORWARD, NO_CHANGE -> {}
      case FORCED -> keep(old);
      case NOT_ATTEMPTED,
          LOCK_FAILURE,
          REJECTED,
          REJECTED_CURRENT_BRANCH,
          IO_FAILURE,
          RENAMED,
          REJECTED_MISSING_OBJECT,
          REJECTED_OTHER_REASON ->
          throw new IOException("the branch " + branch + " did not move: " + result);
    }
    return remember(branch, commit);
  }

  private Tip remember(String branch, ObjectId commit) throws IOException {
    try (var walk = new RevWalk(repository)) {
      RevCommit parsed = walk.parseCommit(commit);
      var tip =
          new Tip(
              parsed.copy(),
              parsed.getTree().copy(),
              parsed.getCommitterIdent().getWhenAsInstant());
      tips.put(branch, tip);
      return tip;
    }
  }

  private void keep(ObjectId commit) throws IOException {
    var update = repository.updateRef(KEPT + "%013d-%s".formatted(clock.millis(), commit.name()));
    update.setNewObjectId(commit);
    update.update();
    var kept = repository.getRefDatabase().getRefsByPrefix(KEPT);
    for (var ref : kept.subList(0, Math.max(0, kept.size() - KEPT_MAX))) forget(ref);
  }

  private void forget(Ref ref) throws IOException {
    RefUpdate update = repository.updateRef(ref.getName());
    update.setForceUpdate(true);
    update.delete();
  }

  /// How many packs its objects are spread over.
  long packs() throws IOException {
    var packs = repository.getDirectory().toPath().resolve("objects").resolve("pack");
    try (var files = Files.list(packs)) {
      return files.filter(file -> file.toString().endsWith(".pack")).count();
    }
  }

  /// Packs what many fetches left scattered.
  void pack() throws IOException {
    changing.lock();
    try (var git = new Git(repository)) {
      git.gc().call();
    } catch (GitAPIException failure) {
      throw new IOException(failure);
    } finally {
      changing.unlock();
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
