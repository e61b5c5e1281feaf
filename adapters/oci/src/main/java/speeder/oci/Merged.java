package speeder.oci;

import java.util.NavigableMap;
import java.util.TreeMap;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Trees;

/// Files of trees that are laid over each other, by path. Only folders that several places fill are
/// listed like this; their number of files is what bounds the memory.
final class Merged {
  record File(String source, Trees.Entry entry) {
    boolean sameAs(File other) {
      return entry.mode() == other.entry.mode() && entry.id().equals(other.entry.id());
    }
  }

  private final NavigableMap<byte[], File> files = new TreeMap<>(PathBytes.ORDER);

  /// @param at the folder's path in the image
  static Merged of(Stack.Folder folder, byte[] at, Readers readers) throws PortFailure {
    var merged = new Merged();
    for (var sheet : folder.sheets().reversed()) {
      readers
          .of(sheet.source())
          .walk(sheet.tree(), entry -> merged.lay(at, new File(sheet.source(), entry)));
    }
    return merged;
  }

  NavigableMap<byte[], File> files() {
    return files;
  }

  /// Whether there is a folder with files at a path.
  boolean hasFolder(byte[] path) {
    var next = files.higherKey(path);
    return next != null && PathBytes.isBelow(next, path);
  }

  private void lay(byte[] at, File file) throws PortFailure {
    int type = GitMode.type(file.entry().mode());
    if (type == GitMode.FOLDER || type == GitMode.SUBMODULE) return;
    PathRule.check(file.source(), file.entry().path());
    var path = PathBytes.join(at, file.entry().path());
    for (var above = PathBytes.parent(path); above.length > at.length; ) {
      files.remove(above);
      above = PathBytes.parent(above);
    }
    for (var next = files.higherKey(path); next != null && PathBytes.isBelow(next, path); ) {
      files.remove(next);
      next = files.higherKey(path);
    }
    files.put(path, file);
  }
}
