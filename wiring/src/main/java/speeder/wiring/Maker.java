package speeder.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import speeder.core.value.Digest;
import speeder.core.world.World;
import speeder.engine.codec.FactCodec;

/// Names the very code that folds facts into a World: its bytes' digest.
final class Maker {
  private Maker() {}

  static Digest digest() {
    var sha256 = Digest.sha256();
    for (var type : List.of(World.class, FactCodec.class)) {
      for (var file : files(source(type))) sha256.update(bytes(file));
    }
    return Digest.ofHash(sha256.digest());
  }

  private static Path source(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// A jar, or the classes of a folder.
  private static List<Path> files(Path source) {
    try (var all = Files.walk(source)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
