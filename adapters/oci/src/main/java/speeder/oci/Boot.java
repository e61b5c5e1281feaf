package speeder.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// Tells one start of the machine from another.
final class Boot {
  private static final Path KERNELS = Path.of("/proc/sys/kernel/random/boot_id");

  private Boot() {}

  /// The kernel's id of this start; where it tells none, one that is never equal to another.
  static String id() throws IOException {
    return Files.isReadable(KERNELS)
        ? Files.readString(KERNELS).strip()
        : UUID.randomUUID().toString();
  }
}
