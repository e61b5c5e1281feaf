package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import speeder.tidy.Checkout;

/// A page with blocks of commands, run word for word by one shell, top to bottom. A fence that
/// names a language is no commands.
///
/// @param file relative to the checkout
record Guide(String file) {
  private static final String FENCE = "```";
  private static final int SECONDS_MAX = 180;

  /// Ends with the first command that fails, and says each one, as it is written: never what its
  /// variables hold.
  private static final String SHELL =
      """
      set -Eeuo pipefail; \
      trap 'printf "%s:%s, %s s$ %s\\n" "${0##*/}" "$LINENO" "$SECONDS" "$BASH_COMMAND" >&2' DEBUG; \
      trap 'printf "%s:%s: ended with %s: %s\\n" "${0##*/}" "$LINENO" "$?" "$BASH_COMMAND" >&2' ERR
      """;

  /// Its blocks at the very lines of the page, whose first one is a title.
  String script() {
    var script = new StringBuilder(SHELL);
    var page = lines(Checkout.ROOT.resolve(file));
    boolean fenced = false;
    boolean commands = false;
    for (var line : page.subList(1, page.size())) {
      boolean fence = line.startsWith(FENCE);
      if (commands && !fence) script.append(line);
      script.append('\n');
      if (!fence) continue;
      fenced = !fenced;
      commands = fenced && line.strip().equals(FENCE);
    }
    return script.toString();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  /// Runs it to its end, in a folder that is made for it.
  ///
  /// @param environment of the reader's shell
  String run(Path folder, Map<String, String> environment) throws Exception {
    Files.createDirectories(folder);
    var name = Path.of(file).getFileName().toString();
    var script = Files.writeString(folder.resolveSibling(name), script());
    var said = folder.resolveSibling(name + ".said");
    var shell = new ProcessBuilder("bash", script.toString()).directory(folder.toFile());
    shell.environment().keySet().removeIf(it -> it.startsWith("SPEEDER_") || it.startsWith("XDG_"));
    shell.environment().putAll(environment);
    shell.environment().merge("PATH", Checkout.ROOT.toString(), (path, ours) -> ours + ":" + path);
    var process = shell.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroyForcibly().waitFor();
    assertTrue(ended, () -> file + " did not end:\n" + read(said));
    assertEquals(0, process.exitValue(), () -> file + " does not work as written:\n" + read(said));
    return read(said);
  }

  private static String read(Path file) {
    return String.join("\n", lines(file));
  }
}
