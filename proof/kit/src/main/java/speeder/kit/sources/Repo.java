package speeder.kit.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEditor.DeletePath;
import org.eclipse.jgit.dircache.DirCacheEditor.DeleteTree;
import org.eclipse.jgit.dircache.DirCacheEditor.PathEdit;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import speeder.core.source.ObjectId;

/// A bare git repository whose commits a test writes in one line each. Its clock ticks a minute a
/// commit, so that the same commits have the same ids in every run.
public final class Repo implements AutoCloseable {
  public static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TICK = Duration.ofMinutes(1);
  private static final String AUTHOR = "Repo";

  private final Repository repository;
  private Instant now = FIRST;

  private Repo(Repository repository) {
    this.repository = repository;
  }

  public static Repo create(Path folder) {
    try {
      var repository = new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
      repository.create(true);
      return new Repo(repository);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Path folder() {
    return repository.getDirectory().toPath();
  }

  public String url() {
    return "file://" + folder().toAbsolutePath();
  }

  /// For what a test wants of JGit itself.
  public Repository jgit() {
    return repository;
  }

  public Change commit(String message) {
    return new Change(message);
  }

  public Optional<ObjectId> head(String branch) {
    try {
      return Optional.ofNullable(repository.resolve(Constants.R_HEADS + branch))
          .map(id -> new ObjectId(id.name()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public ObjectId tree(ObjectId commit) {
    try (var walk = new RevWalk(repository)) {
      return new ObjectId(walk.parseCommit(theirs(commit)).getTree().name());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Moves a branch to a commit, backward too.
  public void reset(String branch, ObjectId commit) {
    try {
      var update = repository.updateRef(Constants.R_HEADS + branch);
      update.setNewObjectId(theirs(commit));
      update.forceUpdate();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    repository.close();
  }

  private static org.eclipse.jgit.lib.ObjectId theirs(ObjectId id) {
    return org.eclipse.jgit.lib.ObjectId.fromString(id.hex());
  }

  /// What a commit changes of its branch's head.
  public final class Change {
    private final String message;
    private final List<Edit> edits = new ArrayList<>();
    private String author = AUTHOR;

    private Change(String message) {
      this.message = message;
    }

    public Change put(String path, String text) {
      return put(path, text.getBytes(UTF_8));
    }

    public Change put(String path, byte[] bytes) {
      return edit(path, FileMode.REGULAR_FILE, bytes);
    }

    /// Makes these files the whole tree.
    public Change only(Map<String, String> files) {
      edits.clear();
      edits.add((editor, _) -> clear(editor));
      files.forEach(this::put);
      return this;
    }

    public Change executable(String path, String text) {
      return edit(path, FileMode.EXECUTABLE_FILE, text.getBytes(UTF_8));
    }

    public Change link(String path, String target) {
      return edit(path, FileMode.SYMLINK, target.getBytes(UTF_8));
    }

    public Change submodule(String path, ObjectId commit) {
      edits.add((editor, _) -> editor.add(set(path, FileMode.GITLINK, theirs(commit))));
      return this;
    }

    public Change delete(String path) {
      edits.add((editor, _) -> editor.add(new DeletePath(path)));
      edits.add((editor, _) -> editor.add(new DeleteTree(path)));
      return this;
    }

    public Change by(String name) {
      author = name;
      return this;
    }

    /// Writes the commit and moves the branch to it.
    public ObjectId on(String branch) {
      try (var inserter = repository.newObjectInserter()) {
        var parent = Optional.ofNullable(repository.resolve(Constants.R_HEADS + branch));
        var commit = new CommitBuilder();
        commit.setTreeId(tree(parent, inserter));
        parent.ifPresent(commit::addParentId);
        var ident = ident();
        commit.setAuthor(ident);
        commit.setCommitter(ident);
        commit.setMessage(message);
        var id = inserter.insert(commit);
        inserter.flush();
        move(branch, id);
        return new ObjectId(id.name());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    private Change edit(String path, FileMode mode, byte[] bytes) {
      edits.add((editor, inserter) ->
          editor.add(set(path, mode, inserter.insert(Constants.OBJ_BLOB, bytes))));
      return this;
    }

    private PersonIdent ident() {
      var ident = new PersonIdent(author, "repo@localhost", now, ZoneOffset.UTC);
      now = now.plus(TICK);
      return ident;
    }

    private org.eclipse.jgit.lib.ObjectId tree(
        Optional<org.eclipse.jgit.lib.ObjectId> parent, ObjectInserter inserter)
        throws IOException {
      var index = DirCache.newInCore();
      if (parent.isPresent()) fill(index, parent.get());
      for (var edit : edits) {
        var editor = index.editor();
        edit.apply(editor, inserter);
        editor.finish();
      }
      return index.writeTree(inserter);
    }

    private void fill(DirCache index, org.eclipse.jgit.lib.ObjectId parent) throws IOException {
      try (var walk = new RevWalk(repository)) {
        var builder = index.builder();
        var tree = walk.parseCommit(parent).getTree();
        builder.addTree(new byte[0], DirCacheEntry.STAGE_0, walk.getObjectReader(), tree);
        builder.finish();
      }
    }

    private void move(String branch, org.eclipse.jgit.lib.ObjectId id) throws IOException {
      var update = repository.updateRef(Constants.R_HEADS + branch);
      update.setNewObjectId(id);
      var result = update.update();
      if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
        throw new IOException("The branch " + branch + " did not move: " + result);
      }
    }
  }

  private static void clear(DirCacheEditor editor) {
    var index = editor.getDirCache();
    for (int i = 0; i < index.getEntryCount(); i++) editor.add(new DeletePath(index.getEntry(i)));
  }

  private interface Edit {
    void apply(DirCacheEditor editor, ObjectInserter inserter) throws IOException;
  }

  private static PathEdit set(String path, FileMode mode, org.eclipse.jgit.lib.ObjectId id) {
    return new PathEdit(path) {
      @Override
      public void apply(DirCacheEntry entry) {
        entry.setFileMode(mode);
        entry.setObjectId(id);
      }
    };
  }
}
