package speeder.kit.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// PostgreSQL's own programs, unpacked once per process from the jar that holds them, and taken
/// away at its end. `-Dspeeder.postgres=FOLDER` takes those of another version.
final class Programs {
  private static final long SECONDS_MAX = 60;
  private static final Programs UNPACKED = new Programs(unpacked());

  private final Path bin;

  private Programs(Path bin) {
    this.bin = bin;
  }

  static Programs get() {
    return UNPACKED;
  }

  String path(String program) {
    return bin.resolve(program).toString();
  }

  private static Path unpacked() {
    var named = System.getProperty("speeder.postgres", "");
    if (!named.isEmpty()) return Path.of(named);
    try {
      var folder = folder("speeder-postgres-programs");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      unpack(folder);
      return folder.resolve("bin");
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// A new folder that others than its owner may read.
  static Path folder(String name) throws IOException {
    var open = PosixFilePermissions.fromString("rwxr-xr-x");
    var folder = Files.createTempDirectory(name);
    return Files.setPosixFilePermissions(folder, open);
  }

  private static void unpack(Path folder) throws IOException {
    var machine = System.getProperty("os.arch", "").equals("aarch64") ? "arm_64" : "x86_64";
    var archive = "/postgres-linux-%s.txz".formatted(machine);
    try (var in = Optional.ofNullable(Programs.class.getResourceAsStream(archive)).orElseThrow()) {
      var tar = new ProcessBuilder("tar", "-xJ", "-C", folder.toString());
      run(tar.redirectErrorStream(true), in);
    }
  }

  static String run(List<String> command, Path folder) throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    return run(builder.redirectErrorStream(true), InputStream.nullInputStream());
  }

  private static String run(ProcessBuilder builder, InputStream in) throws IOException {
    var process = builder.start();
    try (var out = process.getOutputStream()) {
      in.transferTo(out);
    }
    var said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(builder.command() + ": " + said);
      }
      return said;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
  }

  static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    } catch (IOException left) {
      System.err.println("left behind: " + folder);
    }
  }
}
