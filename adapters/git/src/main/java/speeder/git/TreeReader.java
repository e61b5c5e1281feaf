package speeder.git;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.NameConflictTreeWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import speeder.core.source.ObjectId;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Trees;

/// One thread's stream of entries and blobs out of one mirror.
final class TreeReader implements Trees.Reader {
  private static final int FROM = 0;
  private static final int TO = 1;
  private static final ObjectId EMPTY_TREE = Ids.ours(Constants.EMPTY_TREE_ID);

  private final String source;
  private final ObjectReader reader;

  TreeReader(String source, Repository repository) {
    this.source = source;
    this.reader = repository.newObjectReader();
  }

  @Override
  public void walk(ObjectId tree, Trees.Visitor visitor) throws PortFailure {
    try (var walk = new TreeWalk(reader)) {
      add(walk, tree);
      while (walk.next()) {
        visitor.entry(entry(walk, 0));
        if (walk.isSubtree()) walk.enterSubtree();
      }
    } catch (IOException failure) {
      throw failed(tree, failure);
    }
  }

  @Override
  public void diff(ObjectId from, ObjectId to, Trees.DiffVisitor visitor) throws PortFailure {
    if (from.equals(to)) return;
    try (var walk = new NameConflictTreeWalk(reader)) {
      add(walk, from);
      add(walk, to);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) step(walk, visitor);
    } catch (IOException failure) {
      throw failed(to, failure);
    }
  }

  private static void step(TreeWalk walk, Trees.DiffVisitor visitor)
      throws IOException, PortFailure {
    boolean was = FileMode.TREE.equals(walk.getRawMode(FROM));
    boolean is = FileMode.TREE.equals(walk.getRawMode(TO));
    if (walk.getRawMode(TO) == 0) {
      visitor.gone(entry(walk, FROM));
    } else {
      if (!was || !is) visitor.put(entry(walk, TO));
      if (is) walk.enterSubtree();
    }
  }

  @Override
  public Optional<Trees.Entry> find(ObjectId tree, byte[] path) throws PortFailure {
    try {
      return tree.equals(EMPTY_TREE) ? Optional.empty() : find(Ids.theirs(tree), path, 0);
    } catch (IOException failure) {
      throw failed(tree, failure);
    }
  }

  private Optional<Trees.Entry> find(org.eclipse.jgit.lib.ObjectId tree, byte[] path, int from)
      throws IOException {
    int slash = from;
    while (slash < path.length && path[slash] != '/') slash++;
    var parser = new CanonicalTreeParser(null, reader, tree);
    if (!seek(parser, path, from, slash)) return Optional.empty();
    if (slash < path.length) {
      boolean folder = FileMode.TREE.equals(parser.getEntryRawMode());
      return folder ? find(parser.getEntryObjectId(), path, slash + 1) : Optional.empty();
    }
    return Optional.of(
        new Trees.Entry(
            path, parser.getEntryFileMode().getBits(), Ids.ours(parser.getEntryObjectId())));
  }

  /// Steps to the entry of that name. (The parser's own search takes every name for a file's, and
  /// git sorts a folder as if its name ended in a slash.)
  private static boolean seek(CanonicalTreeParser parser, byte[] path, int from, int to) {
    while (!parser.eof()) {
      boolean here =
          Arrays.equals(
              parser.getEntryPathBuffer(), 0, parser.getEntryPathLength(), path, from, to);
      if (here) return true;
      parser.next(1);
    }
    return false;
  }

  @Override
  public long size(ObjectId blob) throws PortFailure {
    try {
      return reader.getObjectSize(Ids.theirs(blob), Constants.OBJ_BLOB);
    } catch (IOException failure) {
      throw failed(blob, failure);
    }
  }

  @Override
  public void copy(ObjectId blob, OutputStream to) throws PortFailure {
    try {
      reader.open(Ids.theirs(blob), Constants.OBJ_BLOB).copyTo(to);
    } catch (IOException failure) {
      throw failed(blob, failure);
    }
  }

  @Override
  public void close() {
    reader.close();
  }

  private static void add(TreeWalk walk, ObjectId tree) throws IOException, PortFailure {
    if (tree.equals(EMPTY_TREE)) walk.addTree(new EmptyTreeIterator());
    else walk.addTree(Ids.theirs(tree));
  }

  private static Trees.Entry entry(TreeWalk walk, int side) {
    return new Trees.Entry(
        walk.getRawPath(), walk.getFileMode(side).getBits(), Ids.ours(walk.getObjectId(side)));
  }

  private PortFailure failed(ObjectId asked, IOException failure) {
    return failure instanceof MissingObjectException missing
        ? Faults.notAtHand(source, Ids.ours(missing.getObjectId()))
        : PortFailure.failed(
            "object-unreadable",
            "The object %s of %s could not be copied: %s"
                .formatted(asked.brief(), source, failure.getMessage()),
            "Look at the disk and at where it was written to.");
  }
}
