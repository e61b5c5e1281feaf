package speeder.signals.external;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import speeder.core.lock.Sight;

/// An address that answers with what a lane of others serves and whether it moves.
final class Probes {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int BODY_BYTES_MAX = 64 << 10;
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(LONGEST)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Sight look(String url) {
    try {
      var answer = client.send(request(url), body());
      return answer.statusCode() == OK
          ? Told.ofReport(answer.body(), "the probe")
          : Sight.unknown("the probe answers %d".formatted(answer.statusCode()));
    } catch (IOException | IllegalArgumentException failure) {
      return Sight.unknown("the probe does not answer");
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      return Sight.unknown("the probe was left");
    }
  }

  private static HttpRequest request(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(LONGEST)
        .header("Accept", "application/json")
        .build();
  }

  private static HttpResponse.BodyHandler<String> body() {
    return BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), BODY_BYTES_MAX);
  }
}
