package speeder.oci;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Optional;
import speeder.core.value.Digest;

/// A blob that is being written. It is kept under its digest, whole and synced, or vanishes.
final class BlobWriter extends OutputStream {
  private static final String MODE = "r--r--r--";

  private final Path temporary;
  private final Path folder;
  private final FileChannel channel;
  private final MessageDigest hash = Digest.sha256();
  private long size;
  private Optional<Digest> kept = Optional.empty();

  BlobWriter(Path temporary, Path folder) throws IOException {
    this.temporary = temporary;
    this.folder = folder;
    channel = FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    hash.update(bytes, offset, length);
    size += length;
    var buffer = ByteBuffer.wrap(bytes, offset, length);
    while (buffer.hasRemaining()) channel.write(buffer);
  }

  long size() {
    return size;
  }

  /// Ends the blob and gives it its name. Its bytes are durable; the name is after [Store#sync].
  Digest keep() throws IOException {
    channel.force(true);
    channel.close();
    var digest = Digest.ofHash(hash.digest());
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(MODE));
    Disk.move(temporary, folder.resolve(digest.hex()));
    kept = Optional.of(digest);
    return digest;
  }

  /// The same, where the digest must be one that is known.
  ///
  /// @return whether it was; if not, nothing is kept
  boolean keepIf(Digest expected) throws IOException {
    var found = Digest.ofHash(clone(hash).digest());
    if (!found.equals(expected)) return false;
    keep();
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (kept.isEmpty()) Files.deleteIfExists(temporary);
  }

  private static MessageDigest clone(MessageDigest hash) {
    try {
      return (MessageDigest) hash.clone();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
