package speeder.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The files of this checkout that git tracks.
public final class Checkout {
  public static final Path ROOT = root();

  private Checkout() {}

  private static Path root() {
    var here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("ARCHITECTURE.md"))) {
      here = Optional.ofNullable(here.getParent()).orElseThrow();
    }
    return here;
  }

  /// Paths relative to the root, sorted.
  static List<String> files() {
    return said("git", "ls-files", "-z").stream().filter(Checkout::isThere).sorted().toList();
  }

  static List<String> files(String suffix) {
    return files().stream().filter(it -> it.endsWith(suffix)).toList();
  }

  /// Folders of the modules that the root's pom names.
  static List<String> modules() {
    return Pattern.compile("<module>(.*?)</module>")
        .matcher(text("pom.xml"))
        .results()
        .map(it -> it.group(1))
        .toList();
  }

  static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (MalformedInputException binary) {
      return "";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isThere(String file) {
    return Files.isRegularFile(ROOT.resolve(file));
  }

  private static List<String> said(String... command) {
    try {
      var process = new ProcessBuilder(command).directory(ROOT.toFile()).start();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) throw new IllegalStateException("cannot list files: " + text);
      return List.of(text.split("\0", -1));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
