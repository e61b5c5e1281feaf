package speeder.oci;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import speeder.core.source.ObjectId;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Trees;

/// Trees of real repositories, in few lines.
final class GitTrees implements Trees {
  private final Map<String, Repository> repositories = new ConcurrentHashMap<>();

  void add(String source, Repository repository) {
    repositories.put(source, repository);
  }

  @Override
  public Reader open(String source) throws PortFailure {
    var repository = repositories.get(source);
    if (repository == null) throw PortFailure.refused("source-missing", source, "Add it.");
    return new GitReader(repository.newObjectReader());
  }

  private record GitReader(ObjectReader reader) implements Reader {
    @Override
    public void walk(ObjectId tree, Visitor visitor) throws PortFailure {
      try (var walk = new TreeWalk(reader)) {
        walk.addTree(id(tree));
        while (walk.next()) {
          visitor.entry(entry(walk, 0));
          if (walk.isSubtree()) walk.enterSubtree();
        }
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void diff(ObjectId from, ObjectId to, DiffVisitor visitor) throws PortFailure {
      try (var walk = new TreeWalk(reader)) {
        walk.addTree(iterator(from));
        walk.addTree(iterator(to));
        walk.setFilter(TreeFilter.ANY_DIFF);
        while (walk.next()) {
          int before = walk.getRawMode(0);
          int after = walk.getRawMode(1);
          boolean bothFolders = type(before) == 0040000 && type(after) == 0040000;
          if (after == 0) visitor.gone(entry(walk, 0));
          else if (!bothFolders) visitor.put(entry(walk, 1));
          if (type(after) == 0040000) walk.enterSubtree();
        }
      } catch (IOException e) {
        throw failed(e);
      }
    }

    private AbstractTreeIterator iterator(ObjectId tree) throws IOException {
      if (tree.hex().equals(Constants.EMPTY_TREE_ID.name())) return new EmptyTreeIterator();
      return new CanonicalTreeParser(new byte[0], reader, id(tree));
    }

    @Override
    public Optional<Entry> find(ObjectId tree, byte[] path) throws PortFailure {
      var text = new String(path, java.nio.charset.StandardCharsets.UTF_8);
      try (var walk = TreeWalk.forPath(reader, text, id(tree))) {
        return walk == null ? Optional.empty() : Optional.of(entry(walk, 0));
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public long size(ObjectId blob) throws PortFailure {
      try {
        return reader.getObjectSize(id(blob), Constants.OBJ_BLOB);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void copy(ObjectId blob, OutputStream to) throws PortFailure {
      try {
        reader.open(id(blob), Constants.OBJ_BLOB).copyTo(to);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void close() {
      reader.close();
    }

    private static int type(int mode) {
      return mode & 0170000;
    }

    private static Entry entry(TreeWalk walk, int side) {
      return new Entry(
          walk.getRawPath(), walk.getRawMode(side), new ObjectId(walk.getObjectId(side).name()));
    }

    private static AnyObjectId id(ObjectId id) {
      return org.eclipse.jgit.lib.ObjectId.fromString(id.hex());
    }

    private static PortFailure failed(IOException e) {
      return PortFailure.failed("git", String.valueOf(e.getMessage()), "Look at the repository.");
    }
  }
}
