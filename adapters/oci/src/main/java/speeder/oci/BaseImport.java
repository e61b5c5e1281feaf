package speeder.oci;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;

/// Makes a base image out of a root file system's tar: one layer, the tar as it is. The same tar
/// gives the same image on machines of one architecture.
public final class BaseImport {
  private static final int BUFFER_BYTES = 1 << 18;

  private BaseImport() {}

  /// @param tar plain, or compressed with gzip or zstd
  /// @param to `oci:DIR` or `oci:DIR:TAG`
  /// @return the digest of the image's manifest
  /// @throws PortFailure refused `tar-unfit` where it is no tar
  public static Digest run(Path tar, String to, Compression compression) throws PortFailure {
    if (!(Location.parse(to) instanceof Location.Layout layout)) {
      throw PortFailure.refused(
          "location-unfit", "`" + to + "` is no OCI layout.", "Write oci:DIR or oci:DIR:TAG.");
    }
    if (!Files.isReadable(tar)) {
      throw PortFailure.refused(
          "tar-unfit", tar + " is not there or cannot be read.", "Look at the name of the file.");
    }
    try {
      Files.createDirectories(layout.folder());
      var work = Files.createTempDirectory(layout.folder(), ".import-");
      try {
        return into(new LayoutRemote(layout), tar, work, compression);
      } finally {
        Disk.deleteAll(work);
      }
    } catch (IOException e) {
      throw Disk.failure("making a base image of " + tar, e);
    }
  }

  private static Digest into(LayoutRemote layout, Path tar, Path work, Compression compression)
      throws PortFailure, IOException {
    var layer = layer(tar, work, compression);
    var config = ImageConfig.plain(ImageConfig.architecture(), layer.diffId()).toBytes();
    var described = new Descriptor(Manifest.CONFIG_TYPE, Digest.of(config), config.length);
    var layers = List.of(new Descriptor(layer.mediaType(), layer.digest(), layer.size()));
    var manifest = new Manifest(described, layers).toBytes();
    var image = new Descriptor(Manifest.MEDIA_TYPE, Digest.of(manifest), manifest.length);
    layout.send(layers.getFirst(), work.resolve(layer.digest().hex()));
    layout.send(described, kept(config, work));
    layout.send(image, kept(manifest, work));
    layout.publish(image.digest(), manifest, Manifest.MEDIA_TYPE);
    return image.digest();
  }

  private static Path kept(byte[] bytes, Path work) throws IOException {
    try (var blob = new BlobWriter(work.resolve("blob"), work)) {
      blob.write(bytes);
      return work.resolve(blob.keep().hex());
    }
  }

  /// Reads through the whole archive, so that what is no tar becomes no image.
  private static LayerRecord layer(Path tar, Path work, Compression compression)
      throws PortFailure, IOException {
    try (var file = new BufferedInputStream(Files.newInputStream(tar), BUFFER_BYTES);
        var plain = plain(file);
        var sink = new LayerSink(new BlobWriter(work.resolve("layer"), work), compression);
        var copied = new Copied(plain, sink)) {
      check(tar, new TarReader(copied));
      copied.transferTo(OutputStream.nullOutputStream());
      return sink.keep();
    }
  }

  private static void check(Path tar, TarReader reader) throws PortFailure, IOException {
    try {
      int entries = 0;
      while (reader.next().isPresent()) entries++;
      if (entries == 0) throw new IOException("it holds nothing");
    } catch (IOException e) {
      if (Disk.isFull(e)) throw e;
      throw PortFailure.refused(
          "tar-unfit",
          "%s is not a tar to make a base of: %s.".formatted(tar, e.getMessage()),
          "Give a tar of a root file system, plain or compressed with gzip or zstd.");
    }
  }

  private static InputStream plain(BufferedInputStream file) throws IOException {
    file.mark(4);
    var magic = file.readNBytes(4);
    file.reset();
    if (magic.length == 4 && magic[0] == 0x1f && magic[1] == (byte) 0x8b) {
      return new GZIPInputStream(file, BUFFER_BYTES);
    }
    boolean isZstd =
        magic.length == 4
            && magic[0] == 0x28
            && magic[1] == (byte) 0xb5
            && magic[2] == 0x2f
            && magic[3] == (byte) 0xfd;
    return isZstd ? new ZstdInputStream(file) : file;
  }

  /// Everything read through it goes to the layer too.
  private static final class Copied extends FilterInputStream {
    private final OutputStream to;

    Copied(InputStream in, OutputStream to) {
      super(in);
      this.to = to;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) to.write(b);
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = super.read(bytes, offset, length);
      if (n > 0) to.write(bytes, offset, n);
      return n;
    }
  }
}
