package speeder.oci;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/// How layers are compressed. The names are part of a layer's key, because the bytes depend on
/// them.
///
/// zstd at level 3 compresses five times as fast as gzip at 6 and smaller. gzip is for farms with
/// runtimes too old for zstd; its bytes depend on the zlib inside the Java runtime, so they are
/// equal only between machines with the same one.
public enum Compression {
  ZSTD("tar/1,zstd-1.5.7-28,level=3,workers", "application/vnd.oci.image.layer.v1.tar+zstd"),
  GZIP(
      "tar/1,gzip,level=4," + Runtime.version().feature(),
      "application/vnd.oci.image.layer.v1.tar+gzip");

  private static final int ZSTD_LEVEL = 3;

  /// Any number of workers above zero gives the same bytes.
  private static final int ZSTD_WORKERS = 2;

  private static final int GZIP_LEVEL = 4;
  private static final int BUFFER_BYTES = 1 << 16;

  private final String encoder;
  private final String mediaType;

  Compression(String encoder, String mediaType) {
    this.encoder = encoder;
    this.mediaType = mediaType;
  }

  /// The version of the code that turns trees into a compressed tar.
  String encoder() {
    return encoder;
  }

  String mediaType() {
    return mediaType;
  }

  OutputStream over(OutputStream out) throws IOException {
    return switch (this) {
      case ZSTD -> new ZstdOutputStream(out).setLevel(ZSTD_LEVEL).setWorkers(ZSTD_WORKERS);
      case GZIP -> new Gzip(out);
    };
  }

  /// A gzip stream whose header holds no time.
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(GZIP_LEVEL);
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } finally {
        def.end();
      }
    }
  }
}
