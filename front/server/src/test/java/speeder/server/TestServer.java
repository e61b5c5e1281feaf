package speeder.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import speeder.api.SpeederClient;
import speeder.engine.port.PortFailure;

/// A server over a [TestDesk], and ways to ask it.
public final class TestServer implements AutoCloseable {
  public final TestDesk desk;
  public final SpeederClient client;
  public final String token;
  private final SpeederServer.Running running;
  private final HttpClient http = HttpClient.newHttpClient();

  public TestServer(Path data) throws PortFailure, IOException {
    this(data, TestDesk.empty());
  }

  public TestServer(Path data, TestDesk desk) throws PortFailure, IOException {
    this.desk = desk;
    this.running = SpeederServer.start(desk, SpeederServer.Options.on(data, 0, new SecureRandom()));
    this.token = Files.readString(data.resolve("token")).strip();
    this.client = new SpeederClient(URI.create(running.url()), Optional.of(token));
  }

  public String url() {
    return running.url();
  }

  int port() {
    return URI.create(url()).getPort();
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder().GET(), path, headers);
  }

  HttpResponse<String> post(String body, String... headers)
      throws IOException, InterruptedException {
    var post = HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body));
    return send(post, "/api/commands", headers);
  }

  HttpResponse<String> hook(String name, String body, String... headers)
      throws IOException, InterruptedException {
    var post = HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body));
    return send(post, "/api/hooks/" + name, headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path, String... headers)
      throws IOException, InterruptedException {
    request.uri(URI.create(url() + path));
    if (headers.length > 0) request.headers(headers);
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    http.shutdownNow();
    running.close();
  }
}
