package speeder.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import speeder.core.source.Commit;
import speeder.core.source.ObjectId;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.port.Sources.Described;

/// Files and commits of one mirror's history.
record History(String source, Repository repository) {
  Optional<byte[]> file(ObjectId commit, String path) throws PortFailure {
    try (var walk = new RevWalk(repository)) {
      var tree = walk.parseCommit(Ids.theirs(commit)).getTree();
      try (var found = TreeWalk.forPath(walk.getObjectReader(), path, tree)) {
        boolean file = found != null && (found.getRawMode(0) & 0170000) == 0100000;
        return file ? Optional.of(bytes(walk, found.getObjectId(0), path)) : Optional.empty();
      }
    } catch (IOException failure) {
      throw Faults.history(source, commit, failure);
    }
  }

  private byte[] bytes(RevWalk walk, org.eclipse.jgit.lib.ObjectId blob, String path)
      throws IOException, PortFailure {
    var loader = walk.getObjectReader().open(blob, Constants.OBJ_BLOB);
    if (loader.getSize() <= Sources.FILE_BYTES_MAX) {
      return loader.getCachedBytes(Sources.FILE_BYTES_MAX);
    }
    throw PortFailure.refused(
        "file-too-large",
        "%s of %s has %d bytes; %d may be read."
            .formatted(path, source, loader.getSize(), Sources.FILE_BYTES_MAX),
        "Point the relation at a smaller file.");
  }

  Described describe(Optional<ObjectId> from, ObjectId to) throws PortFailure {
    try (var walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(Ids.theirs(to)));
      if (from.isPresent()) walk.markUninteresting(walk.parseCommit(Ids.theirs(from.get())));
      var commits = new ArrayList<Commit>();
      for (var commit : walk) {
        if (commits.size() == Sources.COMMITS_MAX) return new Described(commits, true);
        commits.add(commit(commit));
      }
      return new Described(commits, false);
    } catch (IOException failure) {
      throw Faults.history(source, to, failure);
    }
  }

  private Commit commit(RevCommit commit) throws IOException {
    return new Commit(
        Ids.ours(commit),
        commit.getAuthorIdent().getName(),
        commit.getShortMessage(),
        commit.getCommitterIdent().getWhenAsInstant(),
        files(commit));
  }

  private int files(RevCommit commit) throws IOException {
    try (var walk = new RevWalk(repository);
        var tree = new TreeWalk(walk.getObjectReader())) {
      if (commit.getParentCount() == 0) tree.addTree(new EmptyTreeIterator());
      else tree.addTree(walk.parseCommit(commit.getParent(0)).getTree());
      tree.addTree(commit.getTree());
      tree.setFilter(TreeFilter.ANY_DIFF);
      tree.setRecursive(true);
      int files = 0;
      while (files < Commit.FILES_COUNTED_MAX && tree.next()) files++;
      return files;
    }
  }
}
