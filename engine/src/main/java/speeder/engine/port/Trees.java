package speeder.engine.port;

import java.io.OutputStream;
import java.util.Optional;
import speeder.core.source.ObjectId;

/// Streams of entries and blobs of git trees that are at hand. Image builders read through it and
/// know no git.
public interface Trees {
  /// Opens the object store of a source for one thread.
  Reader open(String source) throws PortFailure;

  /// One thread's view of one object store.
  interface Reader extends AutoCloseable {
    /// Visits every file, link and submodule below a tree, folders before what they hold, in git's
    /// order of names.
    void walk(ObjectId tree, Visitor visitor) throws PortFailure;

    /// Visits only what differs: entries of `to` that are new or changed, and the paths of `from`
    /// that are gone. A folder of both is not put; what differs inside it is. A name that `to` has
    /// is never gone: a file in place of a folder, or a folder in place of a file, is put alone.
    /// Trees of one id are never opened.
    void diff(ObjectId from, ObjectId to, DiffVisitor visitor) throws PortFailure;

    /// What sits at a path below a tree, or nothing: one look per folder on the way.
    Optional<Entry> find(ObjectId tree, byte[] path) throws PortFailure;

    /// The bytes of a blob.
    long size(ObjectId blob) throws PortFailure;

    /// Writes a blob's bytes.
    void copy(ObjectId blob, OutputStream to) throws PortFailure;

    @Override
    void close();
  }

  /// An entry of a tree.
  ///
  /// @param path raw bytes of its name from the tree's root, `/` between folders; no leading slash
  /// @param mode of git: 040000 folder, 100644 file, 100755 executable, 120000 link, 160000
  ///   submodule
  record Entry(byte[] path, int mode, ObjectId id) {}

  /// Takes entries as they come; may throw to end the walk.
  interface Visitor {
    void entry(Entry entry) throws PortFailure;
  }

  /// Takes differences as they come.
  interface DiffVisitor {
    void put(Entry entry) throws PortFailure;

    /// Something that was there is gone; a folder that is gone is named once.
    void gone(Entry entry) throws PortFailure;
  }
}
