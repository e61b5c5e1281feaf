package speeder.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;

/// The local store: blobs by digest, what layers they are, and layers unpacked.
///
/// ```
/// blobs/sha256/HEX   compressed layers, configurations, manifests
/// layers/HEX         by layer key: which blob it is (JSON)
/// unpacked/HEX16     by the first 16 digits of the diff id: a folder to mount as it is
/// marks/HEX16        which unpacked folder is whole, and since which start of the machine
/// locks/ tmp/
/// ```
///
/// Blobs are synced before they get their name: a power cut leaves them whole or absent. Records
/// are not: one that is torn or lost means that its layer is made again, to the same bytes.
/// Unpacked folders are not synced, since that would cost more than making them; one is trusted
/// only while the machine has not been started anew since it was made, and else made again from its
/// blob. Names under `unpacked` are short so that 127 of them fit into the one page that mount(2)
/// takes.
final class Store implements AutoCloseable {
  private static final int SHORT_DIGITS = 16;

  private final Path root;
  private final Path blobs;
  private final Path marks;
  private final Scratch scratch;
  private final Locks locks;
  private final String boot;

  private Store(Path root, Scratch scratch, Locks locks, String boot) {
    this.root = root;
    this.scratch = scratch;
    this.locks = locks;
    this.boot = boot;
    blobs = root.resolve("blobs", "sha256");
    marks = root.resolve("marks");
  }

  static Store open(Path folder) throws PortFailure {
    try {
      var root = Files.createDirectories(folder.toAbsolutePath().normalize()).toRealPath();
      for (var name : new String[] {"blobs/sha256", "layers", "unpacked", "marks", "locks"}) {
        Files.createDirectories(root.resolve(name));
      }
      return new Store(
          root, Scratch.open(root.resolve("tmp")), new Locks(root.resolve("locks")), Boot.id());
    } catch (IOException e) {
      throw Disk.failure("opening the image store " + folder, e);
    }
  }

  Scratch scratch() {
    return scratch;
  }

  Locks locks() {
    return locks;
  }

  Path blob(Digest digest) {
    return blobs.resolve(digest.hex());
  }

  boolean has(Digest digest) {
    return Files.isRegularFile(blob(digest));
  }

  /// Whether a blob is there and has its size.
  boolean has(Digest digest, long size) throws IOException {
    return has(digest) && Files.size(blob(digest)) == size;
  }

  /// A new blob, nameless until it is kept.
  BlobWriter writeBlob() throws IOException {
    return new BlobWriter(scratch.path("blob"), blobs);
  }

  /// Keeps a small blob, if it is not there.
  Digest keep(byte[] bytes) throws IOException {
    var digest = Digest.of(bytes);
    if (has(digest, bytes.length)) return digest;
    try (var blob = writeBlob()) {
      blob.write(bytes);
      blob.keep();
    }
    return digest;
  }

  /// A small blob, checked.
  Optional<byte[]> read(Digest digest) throws IOException {
    if (!has(digest)) return Optional.empty();
    var bytes = Files.readAllBytes(blob(digest));
    return Digest.of(bytes).equals(digest) ? Optional.of(bytes) : Optional.empty();
  }

  /// The finished layer of a key, if its blob is there too.
  Optional<LayerRecord> layer(Digest key) throws IOException {
    var file = root.resolve("layers", key.hex());
    if (!Files.isRegularFile(file)) return Optional.empty();
    var layer = LayerRecord.parse(Files.readAllBytes(file));
    return layer.isPresent() && has(layer.get().digest(), layer.get().size())
        ? layer
        : Optional.empty();
  }

  void record(Digest key, LayerRecord layer) throws IOException {
    var record = scratch.path("record");
    Files.write(record, layer.toBytes());
    Disk.move(record, root.resolve("layers", key.hex()));
  }

  /// Makes the names of all blobs durable that were kept so far.
  void sync() throws IOException {
    Disk.syncFolder(blobs);
  }

  /// Where a layer is unpacked.
  Path unpacked(Digest diffId) {
    return root.resolve("unpacked", shortName(diffId));
  }

  boolean isUnpacked(Digest diffId) throws IOException {
    var mark = marks.resolve(shortName(diffId));
    return Files.isRegularFile(mark)
        && Files.readString(mark).equals(mark(diffId))
        && Files.isDirectory(unpacked(diffId));
  }

  /// Gives a whole folder its place, unless an equal one has it.
  void keepUnpacked(Path made, Digest diffId) throws IOException {
    try (var _ = locks.holdUnpacked(diffId)) {
      if (isUnpacked(diffId)) return;
      var place = unpacked(diffId);
      if (Files.exists(place)) Disk.deleteAll(aside(place));
      Disk.move(made, place);
      var mark = scratch.path("mark");
      Files.writeString(mark, mark(diffId));
      Disk.move(mark, marks.resolve(shortName(diffId)));
    }
  }

  /// Takes a layer's folder away, and says how many bytes it held.
  long dropUnpacked(Digest diffId) throws IOException {
    try (var _ = locks.holdUnpacked(diffId)) {
      Files.deleteIfExists(marks.resolve(shortName(diffId)));
      var place = unpacked(diffId);
      if (!Files.exists(place)) return 0;
      var trash = aside(place);
      long bytes = Disk.size(trash);
      Disk.deleteAll(trash);
      return bytes;
    }
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }

  private Path aside(Path folder) throws IOException {
    var trash = scratch.path("old");
    Disk.move(folder, trash);
    return trash;
  }

  private String mark(Digest diffId) {
    return diffId + " " + boot + "\n";
  }

  private static String shortName(Digest diffId) {
    return diffId.hex().substring(0, SHORT_DIGITS);
  }
}
