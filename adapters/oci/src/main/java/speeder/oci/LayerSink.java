package speeder.oci;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import speeder.core.value.Digest;

/// From tar bytes to a blob: hashes them, compresses them, hashes what comes of it. Gathers small
/// writes, because hash and compressor cost most per call.
final class LayerSink extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 18;

  private final BlobWriter blob;
  private final Compression compression;
  private final OutputStream compressed;
  private final MessageDigest hash = Digest.sha256();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int used;
  private boolean ended;

  LayerSink(BlobWriter blob, Compression compression) throws IOException {
    this.blob = blob;
    this.compression = compression;
    compressed = compression.over(new Open(blob));
  }

  @Override
  public void write(int b) throws IOException {
    if (used == buffer.length) drain();
    buffer[used++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      if (used == buffer.length) drain();
      int part = Math.min(length - done, buffer.length - used);
      System.arraycopy(bytes, offset + done, buffer, used, part);
      used += part;
      done += part;
    }
  }

  /// Ends the tar's bytes and keeps the blob.
  LayerRecord keep() throws IOException {
    drain();
    ended = true;
    compressed.close();
    long size = blob.size();
    return new LayerRecord(
        Digest.ofHash(hash.digest()), blob.keep(), size, compression.mediaType());
  }

  /// Frees what the compressor holds; without [#keep] the blob vanishes.
  @Override
  public void close() throws IOException {
    try (blob) {
      if (!ended) compressed.close();
    }
  }

  private void drain() throws IOException {
    hash.update(buffer, 0, used);
    compressed.write(buffer, 0, used);
    used = 0;
  }

  /// Leaves the blob open when the compressor ends.
  private static final class Open extends FilterOutputStream {
    Open(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() {}
  }
}
