package speeder.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import speeder.api.ApiFailure;
import speeder.api.BadJson;
import speeder.api.Json;
import speeder.api.Problem;
import speeder.api.ServerFile;
import speeder.api.SpeederClient;

/// Finds the server, and the token that is for it.
final class Finding {
  private final Surroundings surroundings;
  private final Optional<String> named;
  private final Path data;

  Finding(Surroundings surroundings, Optional<String> server, Optional<Path> data) {
    this.surroundings = surroundings;
    this.named = server.or(() -> surroundings.variable("SPEEDER_SERVER"));
    this.data =
        data.or(() -> surroundings.variable("SPEEDER_DATA").map(Path::of))
            .orElseGet(() -> surroundings.home().resolve(".local/share/speeder"));
  }

  /// @param json whether programs read what it says, and no terminal
  SpeederClient client(boolean json) throws ApiFailure {
    var local = local();
    if (named.isEmpty() && local.isEmpty()) throw noServer();
    var server = uri(named.orElseGet(() -> local.orElseThrow().url()));
    var token = token(local);
    return json ? new SpeederClient(server, token) : SpeederClient.forTerminal(server, token);
  }

  /// A token is told to nobody but the server it is of, unless its owner says it.
  private Optional<String> token(Optional<ServerFile> local) throws ApiFailure {
    var said = surroundings.variable("SPEEDER_TOKEN");
    if (said.isPresent() || local.isEmpty()) return said;
    boolean its = named.filter(it -> !uri(it).equals(uri(local.get().url()))).isEmpty();
    var file = data.resolve(ServerFile.TOKEN);
    return its && Files.isReadable(file) ? Optional.of(read(file).strip()) : Optional.empty();
  }

  private Optional<ServerFile> local() throws ApiFailure {
    var file = data.resolve(ServerFile.NAME);
    if (!Files.exists(file)) return Optional.empty();
    try {
      return Optional.of(Json.read(read(file), ServerFile.class));
    } catch (BadJson bad) {
      throw problem(
          "bad-server-file", "%s: %s.".formatted(file, bad.getMessage()), "Start the server anew.");
    }
  }

  private static String read(Path file) throws ApiFailure {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw problem(
          "unreadable",
          "%s cannot be read: %s.".formatted(file, failure.getMessage()),
          "Run as the server's user, or name the server: --server URL");
    }
  }

  private static URI uri(String text) {
    var uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    boolean whole = uri.getHost() != null && "http".equals(uri.getScheme());
    if (whole || "https".equals(uri.getScheme())) return uri;
    throw new IllegalArgumentException("not an address like http://127.0.0.1:7300: " + text);
  }

  private ApiFailure noServer() {
    return problem(
        "no-server",
        "No server was started on %s.".formatted(data),
        "Start one: speeder server --manifest speeder.yaml --data %s. Or name one: --server URL"
            .formatted(data));
  }

  private static ApiFailure problem(String code, String sentence, String remedy) {
    return new ApiFailure(Problem.of(0, "Could not", code, sentence, remedy));
  }
}
