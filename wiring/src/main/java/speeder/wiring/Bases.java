package speeder.wiring;

import java.nio.file.Path;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;
import speeder.oci.BaseImport;
import speeder.oci.Compression;

/// Base images, for the offline commands.
public final class Bases {
  private Bases() {}

  /// Makes one of a root file system's tar; the same tar gives the same image.
  ///
  /// @param to `oci:DIR`
  public static Digest make(Path tar, String to) throws PortFailure {
    return BaseImport.run(tar, to, Compression.ZSTD);
  }
}
