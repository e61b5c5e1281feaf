package speeder.kit.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/// Serves repositories over git's smart HTTP protocol (gitprotocol-http, versions 0 and 2) on a
/// free port of the loopback.
public final class GitHttp implements AutoCloseable {
  private static final String ADVERTISE = "/info/refs";
  private static final String UPLOAD = "/git-upload-pack";

  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Repo> repositories = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Optional<String> credentials = Optional.empty();

  public GitHttp() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(workers);
    server.createContext("/", this::answer);
    server.start();
  }

  /// Serves a repository as `/name.git` and returns its address.
  public String serve(String name, Repo repository) {
    repositories.put("/" + name + ".git", repository);
    return url(name);
  }

  /// From now on there is no such repository.
  public void lose(String name) {
    repositories.remove("/" + name + ".git");
  }

  public String url(String name) {
    return "http://127.0.0.1:%d/%s.git".formatted(server.getAddress().getPort(), name);
  }

  /// From now on only `user:password` is let in.
  public void require(String userAndPassword) {
    credentials = Optional.of(userAndPassword);
  }

  /// What was asked, as `METHOD path version=N`.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
    workers.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + path + " " + version(exchange));
      if (!allowed(exchange)) refuse(exchange);
      else if (path.endsWith(ADVERTISE)) advertise(exchange, repository(path, ADVERTISE));
      else if (path.endsWith(UPLOAD)) upload(exchange, repository(path, UPLOAD));
      else exchange.sendResponseHeaders(404, -1);
    }
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
    exchange.sendResponseHeaders(401, -1);
  }

  private boolean allowed(HttpExchange exchange) {
    var given = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    return credentials
        .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
        .map(wanted -> given.filter(wanted::equals).isPresent())
        .orElse(true);
  }

  private Optional<Repo> repository(String path, String end) {
    return Optional.ofNullable(repositories.get(path.substring(0, path.length() - end.length())));
  }

  private static void advertise(HttpExchange exchange, Optional<Repo> repository)
      throws IOException {
    if (repository.isEmpty()) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    exchange
        .getResponseHeaders()
        .set("Content-Type", "application/x-git-upload-pack-advertisement");
    exchange.sendResponseHeaders(200, 0);
    var out = new PacketLineOut(exchange.getResponseBody());
    out.writeString("# service=git-upload-pack\n");
    out.end();
    pack(exchange, repository.get()).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out));
  }

  private static void upload(HttpExchange exchange, Optional<Repo> repository) throws IOException {
    if (repository.isEmpty()) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-result");
    exchange.sendResponseHeaders(200, 0);
    pack(exchange, repository.get()).upload(body(exchange), exchange.getResponseBody(), null);
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
  }

  private static UploadPack pack(HttpExchange exchange, Repo repository) {
    var pack = new UploadPack(repository.jgit());
    pack.setBiDirectionalPipe(false);
    pack.setExtraParameters(List.of(version(exchange)));
    return pack;
  }

  private static String version(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Git-Protocol"))
        .orElse("version=0");
  }
}
