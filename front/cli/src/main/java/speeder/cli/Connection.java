package speeder.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import speeder.api.ApiFailure;
import speeder.api.BadJson;
import speeder.api.Json;
import speeder.api.Problem;
import speeder.api.SpeederClient;

/// Which server, and how its answers are printed.
final class Connection {
  @Option(
      names = "--server",
      description = "Address of the server; without it, the one of the data folder.")
  @Nullable URI server;

  @Option(
      names = "--data",
      description = "Data folder of the server (SPEEDER_DATA, or ~/.local/share/speeder).")
  @Nullable Path data;

  @Option(names = "--json", description = "Print one JSON document, and nothing else.")
  boolean json;

  /// What a server says of itself in its data folder.
  record Found(String url, long pid) {}

  SpeederClient open() throws ApiFailure {
    var at = server;
    return new SpeederClient(at == null ? URI.create(found().url()) : at, token());
  }

  private Found found() throws ApiFailure {
    var file = folder().resolve("server.json");
    try {
      return Json.read(Files.readString(file), Found.class);
    } catch (NoSuchFileException none) {
      throw without("no-server", "No server runs on %s.".formatted(folder()), startOne());
    } catch (IOException | BadJson damaged) {
      throw without("no-server", "%s cannot be read.".formatted(file), startOne());
    }
  }

  private Optional<String> token() {
    try {
      return Optional.of(Files.readString(folder().resolve("token")).strip());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private Path folder() {
    var given = data;
    if (given != null) return given;
    var named = System.getenv("SPEEDER_DATA");
    return named == null
        ? Path.of(System.getProperty("user.home"), ".local", "share", "speeder")
        : Path.of(named);
  }

  private static String startOne() {
    return "Start one: speeder server; or name one with --server or --data.";
  }

  private static ApiFailure without(String code, String sentence, String remedy) {
    return new ApiFailure(Problem.of(0, "No server", code, sentence, remedy));
  }
}
