package speeder.server.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;
import speeder.server.read.Readings;

/// The HTTP server: bound, running, with its two files in the data folder.
public final class Http implements AutoCloseable {
  /// Until people can sign in, nobody but this machine may even ask.
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

  /// A client that takes or says nothing for so long is cut.
  static final Duration IDLE = Duration.ofSeconds(30);

  /// Held, so that their level stays.
  private static final List<Logger> CHATTY =
      List.of(Logger.getLogger("io.javalin"), Logger.getLogger("org.eclipse.jetty"));

  private final Javalin javalin;
  private final EventStreams events;
  private final RelayKey relayKey;
  private final Path data;

  private Http(Javalin javalin, EventStreams events, RelayKey relayKey, Path data) {
    this.javalin = javalin;
    this.events = events;
    this.relayKey = relayKey;
    this.data = data;
  }

  /// @param port 0 for any free one
  /// @throws PortFailure refused `address-not-loopback`, `port-in-use`; as [Token#in]
  public static Http start(
      Desk desk, Readings readings, Path data, String host, int port, RandomGenerator random)
      throws PortFailure {
    if (!LOOPBACK.contains(host)) throw notLoopback(host);
    CHATTY.forEach(logger -> logger.setLevel(Level.WARNING));
    var events = new EventStreams(desk);
    var bound = new Bound();
    var relayKey = RelayKey.draw(random);
    var guard = new Guard(Token.in(data, random), relayKey, desk, bound::port);
    var routes = new Routes(desk, readings, guard, events, new HookSecrets(data));
    bound.javalin = Javalin.create(config -> configure(config, routes, host, port));
    var http = new Http(bind(bound.javalin, host, port), events, relayKey, data);
    ServerFiles.write(data, http.url(), ProcessHandle.current().pid());
    return http;
  }

  /// The server once it is there: the guard needs the port it got.
  private static final class Bound {
    private volatile Javalin javalin = Javalin.create();

    int port() {
      return javalin.port();
    }
  }

  private static void configure(JavalinConfig config, Routes routes, String host, int port) {
    config.startup.showJavalinBanner = false;
    config.concurrency.useVirtualThreads = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = CommandCall.BODY_BYTES_MAX;
    config.jetty.modifyHttpConfiguration(it -> it.setSendServerVersion(false));
    config.jetty.addConnector((server, http) -> {
      var connector = new ServerConnector(server, new HttpConnectionFactory(http));
      connector.setHost(host);
      connector.setPort(port);
      connector.setIdleTimeout(IDLE.toMillis());
      return connector;
    });
    routes.register(config.routes);
  }

  private static Javalin bind(Javalin javalin, String host, int port) throws PortFailure {
    try {
      return javalin.start();
    } catch (JavalinBindException taken) {
      throw inUse(host, port);
    }
  }

  /// Sees that one may listen there, before anything is started that would be left running.
  ///
  /// @throws PortFailure refused `address-not-loopback`, `port-in-use`
  public static void check(String host, int port) throws PortFailure {
    if (!LOOPBACK.contains(host)) throw notLoopback(host);
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (IOException taken) {
      throw inUse(host, port);
    }
  }

  private static PortFailure inUse(String host, int port) {
    return PortFailure.refused(
        "port-in-use",
        "Port %d of %s is taken by another program.".formatted(port, host),
        "Stop it, or --listen at another port; 0 takes any free one.");
  }

  public String url() {
    return "http://127.0.0.1:" + javalin.port();
  }

  public String relayKey() {
    return relayKey.text();
  }

  @Override
  public void close() {
    ServerFiles.delete(data);
    events.close();
    javalin.stop();
  }

  private static PortFailure notLoopback(String host) {
    return PortFailure.refused(
        "address-not-loopback",
        "The API listens on 127.0.0.1 or localhost, where this machine's users alone reach it, not on %s."
            .formatted(host),
        "Listen on 127.0.0.1; from elsewhere, use an SSH tunnel until sign-in exists.");
  }
}
