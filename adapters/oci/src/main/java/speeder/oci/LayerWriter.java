package speeder.oci;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import speeder.core.source.ObjectId;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Trees;

/// Writes a layer in one pass: each blob is read once, into the tar and into the unpacked folder.
/// Folders come into being with the first thing in them, as git has it.
final class LayerWriter implements Changes, AutoCloseable {
  private static final int LINK_BYTES_MAX = 4095;

  private final Readers readers;
  private final TarWriter tar;
  private final OutputStream sink;
  private final FolderWriter folder;

  LayerWriter(Readers readers, OutputStream sink, Path unpacked) throws IOException {
    this.readers = readers;
    this.sink = sink;
    tar = new TarWriter(sink);
    folder = new FolderWriter(unpacked, tar::folder);
  }

  /// Writes a file or link.
  ///
  /// @throws PortFailure refused `path-hostile` where another entry took the place
  @Override
  public void put(byte[] path, String source, Trees.Entry entry) throws PortFailure {
    try {
      if (GitMode.type(entry.mode()) == GitMode.LINK) link(path, source, entry.id());
      else file(path, source, entry);
    } catch (PosixException e) {
      throw isTaken(e) ? taken(source, path) : failure(path, e);
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  @Override
  public void gone(byte[] path) throws PortFailure {
    try {
      folder.whiteout(path);
      tar.whiteout(path);
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /// Ends the tar.
  void end() throws IOException {
    tar.end();
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }

  private void file(byte[] path, String source, Trees.Entry entry) throws IOException, PortFailure {
    var blobs = readers.of(source);
    long size = blobs.size(entry.id());
    long seconds = MetadataRule.time(entry.id());
    int mode = GitMode.fileMode(entry.mode());
    try (var file = folder.file(path, Metadata.root(mode, seconds))) {
      tar.file(path, mode, size, seconds);
      var both = new Both(file, size);
      both.take(blobs, entry.id());
      tar.pad(size);
    }
  }

  private void link(byte[] path, String source, ObjectId id) throws IOException, PortFailure {
    var blobs = readers.of(source);
    if (blobs.size(id) > LINK_BYTES_MAX) throw badLink(source, path);
    var target = new ByteArrayOutputStream();
    blobs.copy(id, target);
    var bytes = target.toByteArray();
    if (bytes.length == 0 || contains(bytes, (byte) 0)) throw badLink(source, path);
    folder.link(path, bytes, Metadata.root(MetadataRule.LINK_MODE, MetadataRule.FIXED_TIME));
    tar.link(path, bytes);
  }

  /// Takes a blob's bytes, exactly as many as were announced.
  private final class Both extends OutputStream {
    private final OutputStream file;
    private long left;
    private @org.jspecify.annotations.Nullable IOException failure;

    Both(OutputStream file, long size) {
      this.file = file;
      left = size;
    }

    /// Copies; an error of ours is told as ours, whatever the reader made of it.
    void take(Trees.Reader blobs, ObjectId id) throws IOException, PortFailure {
      try {
        blobs.copy(id, this);
      } catch (PortFailure e) {
        if (failure != null) throw failure;
        throw e;
      }
      if (left != 0) throw new IOException("blob " + id + " is shorter than it said");
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        left -= length;
        if (left < 0) throw new IOException("a blob is longer than it said");
        sink.write(bytes, offset, length);
        file.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }

  private static boolean contains(byte[] bytes, byte one) {
    for (byte b : bytes) if (b == one) return true;
    return false;
  }

  private static boolean isTaken(PosixException e) {
    return e.errno() == Posix.EEXIST || e.errno() == Posix.ENOTDIR || e.errno() == Posix.ELOOP;
  }

  private static PortFailure taken(String source, byte[] path) {
    return PortFailure.refused(
        "path-hostile",
        "In %s, `%s` is there twice, or lies below something that is no folder."
            .formatted(source, PathBytes.show(path)),
        "The tree is not one that git writes: pin the source to another commit.");
  }

  private static PortFailure badLink(String source, byte[] path) {
    return PortFailure.refused(
        "link-unfit",
        "In %s, the link `%s` has no usable target.".formatted(source, PathBytes.show(path)),
        "Give it a target of 1 to 4095 bytes, or pin the source to another commit.");
  }

  private static PortFailure failure(byte[] path, IOException e) {
    return Disk.failure("writing " + PathBytes.show(path) + " into a layer", e);
  }
}
