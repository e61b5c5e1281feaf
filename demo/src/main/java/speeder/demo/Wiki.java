package speeder.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The wikis, as their readers see them: through the edge.
public final class Wiki implements AutoCloseable {
  /// The header, and its value, that ask for the debug stage of pretrain.
  static final Map<String, String> DEBUG = Map.of("X-Wikimedia-Debug", "backend=next");

  private static final Pattern MAX_AGE = Pattern.compile("\\bmax-age=(\\d{1,8})\\b");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final URI edge;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /// @param edge `http://host:port`
  public Wiki(String edge) {
    this.edge = URI.create(edge);
  }

  /// What came.
  ///
  /// @param release that the container says it is, `belief` that the edge takes it for
  /// @param stage `lane/stage`
  /// @param maxAge seconds for which it is fresh
  public record Answer(
      int status,
      String release,
      String belief,
      String stage,
      String etag,
      int maxAge,
      String body) {
    private static Answer of(HttpResponse<String> response) {
      var headers = response.headers();
      return new Answer(
          response.statusCode(),
          headers.firstValue("Speeder-Release").orElse(""),
          headers.firstValue("Speeder-Belief").orElse(""),
          headers.firstValue("Speeder-Stage").orElse(""),
          headers.firstValue("ETag").orElse(""),
          maxAge(headers.firstValue("Cache-Control").orElse("")),
          response.body());
    }

    private static Answer of(Browser.Answer answer) {
      return new Answer(
          answer.status(),
          answer.release(),
          answer.header("speeder-belief"),
          answer.stage(),
          answer.header("etag"),
          maxAge(answer.header("cache-control")),
          answer.body());
    }

    private static int maxAge(String control) {
      var found = MAX_AGE.matcher(control);
      return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }
  }

  /// @param tenant `test` or `en`
  public String url(String tenant) {
    return "http://%s.wiki.localhost:%d".formatted(tenant, edge.getPort());
  }

  /// A reader of a wiki, with a connection and cookies of its own.
  Browser browser(String tenant) {
    return new Browser(edge, URI.create(url(tenant)).getAuthority());
  }

  /// What a reader gets; asked once, whatever comes.
  static Answer get(Browser browser, String path, Map<String, String> headers) throws IOException {
    return Answer.of(browser.ask("GET", path, headers));
  }

  public Answer get(String tenant, String path, Map<String, String> headers) throws IOException {
    return send(request(tenant, path, headers).GET());
  }

  public Answer get(String tenant, String path) throws IOException {
    return get(tenant, path, Map.of());
  }

  /// Writes a page, as anyone may.
  public Answer edit(String tenant, String title, String text, Map<String, String> headers)
      throws IOException {
    var form =
        Map.of("action", "edit", "format", "json", "title", title, "text", text, "token", "+\\");
    var body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(tenant, "/w/api.php", headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String tenant, String path, Map<String, String> headers) {
    var request = HttpRequest.newBuilder(URI.create(url(tenant) + path)).timeout(LIMIT);
    headers.forEach(request::header);
    return request;
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    try {
      return Answer.of(client.send(request.build(), BodyHandlers.ofString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
