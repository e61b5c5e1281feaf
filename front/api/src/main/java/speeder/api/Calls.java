package speeder.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/// Requests and their answers, whatever they are about.
final class Calls implements AutoCloseable {
  /// How long a call may take; the server answers a command within 30 seconds.
  static final Duration TIME_OUT = Duration.ofSeconds(40);

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final URI server;
  private final Optional<String> token;
  private final boolean lines;
  private final HttpClient client;

  /// @param lines whether what a server says is for a terminal
  Calls(URI server, Optional<String> token, boolean lines) {
    this.server = server;
    this.token = token;
    this.lines = lines;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
  }

  URI server() {
    return server;
  }

  HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(server.resolve(path)).timeout(TIME_OUT);
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return request;
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws ApiFailure {
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body)
      throws ApiFailure {
    try {
      return client.send(request.build(), body);
    } catch (HttpTimeoutException late) {
      throw ApiFailure.without(
          "server-late",
          "%s did not answer in time.".formatted(server),
          "Ask again; a command with the same id is not obeyed twice.");
    } catch (IOException away) {
      throw ApiFailure.without(
          "server-unreachable",
          "No server answers at %s.".formatted(server),
          "Start one: speeder server --manifest speeder.yaml --data FOLDER. Or name another:"
              + " --server URL.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw ApiFailure.without("interrupted", "It was interrupted.", "Ask again.");
    }
  }

  <T extends Record> T read(HttpResponse<String> answer, Class<T> type) throws ApiFailure {
    try {
      if (answer.statusCode() == 200) return said(answer.body(), type);
      throw new ApiFailure(said(answer.body(), Problem.class));
    } catch (BadJson other) {
      throw notSpeeder(answer.statusCode(), other);
    }
  }

  /// What a server says.
  <T extends Record> T said(String json, Class<T> type) throws BadJson {
    return lines ? Json.readAsLines(json, type) : Json.read(json, type);
  }

  ApiFailure notSpeeder(int status, Exception why) {
    return ApiFailure.without(
        "not-a-speeder",
        "%s answered %d, but not as a Speeder server of this version: %s"
            .formatted(server, status, why.getMessage()),
        "Look whether the address is right.");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
