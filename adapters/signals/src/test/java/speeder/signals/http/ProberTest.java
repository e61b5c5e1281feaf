package speeder.signals.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import speeder.core.supervision.EdgeCounts;
import speeder.core.supervision.Probed;
import speeder.core.supervision.Response;
import speeder.engine.port.Signals;
import speeder.kit.signals.Asked;
import speeder.kit.signals.SignalsContract;
import speeder.signals.LiveSignals;

class ProberTest extends SignalsContract {
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicInteger busiest = new AtomicInteger();
  private HttpServer server;
  private EdgeCounts counts = new EdgeCounts("none", List.of());

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    busiest.accumulateAndGet(busy.incrementAndGet(), Math::max);
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      switch (path) {
        case "/echo" -> send(exchange, 200, echo(exchange), false);
        case "/gzip" -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          send(exchange, 200, gzip("squeezed text"), false);
        }
        case "/chunked" -> send(exchange, 200, "in pieces".getBytes(StandardCharsets.UTF_8), true);
        case "/huge" -> send(exchange, 200, new byte[Incoming.BODY_BYTES_MAX + 1], false);
        default -> site(exchange, site().getOrDefault(path, Response.of(404, Map.of(), "")));
      }
    } finally {
      busy.decrementAndGet();
    }
  }

  private static void site(HttpExchange exchange, Response response) throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::add);
    var body = response.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static void send(HttpExchange exchange, int status, byte[] body, boolean chunked)
      throws IOException {
    exchange.getResponseHeaders().add(Response.RELEASE_HEADER, RELEASE);
    exchange.sendResponseHeaders(status, chunked ? 0 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] echo(HttpExchange exchange) throws IOException {
    var text = new StringBuilder();
    text.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> text.append("\n" + name + ": " + values));
    text.append('\n')
        .append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void the_host_picks_the_tenant_and_the_scheme_is_told() throws Exception {
    var probed =
        probe(
            Asked.get("/echo?a=b&c=%C3%A9 é")
                .contains(
                    "GET /echo?a=b&c=%C3%A9%20%C3%A9",
                    "Host: [one.example]", "X-forwarded-proto: [https]"));

    assertEquals(Optional.empty(), probed.failure());
  }

  @Test
  void method_headers_and_body_are_sent() throws Exception {
    var asked =
        Asked.get("/echo")
            .sent("POST", Map.of("X-Forwarded-Proto", "http", "Colour", "red"), Optional.of("a=é"))
            .contains("POST /echo", "X-forwarded-proto: [http]", "Colour: [red]", "a=é");

    assertEquals(Optional.empty(), probe(asked).failure());
  }

  @Test
  void a_squeezed_or_chunked_body_is_read() throws Exception {
    var gzip = Map.of("Content-Encoding", "gzip");

    assertTrue(probe(Asked.get("/gzip").headers(gzip, Map.of()).contains("squeezed text")).met());
    assertTrue(probe(Asked.get("/chunked").contains("in pieces").regex("pieces$")).met());
  }

  @Test
  void a_body_without_end_is_cut_off() throws Exception {
    assertEquals(
        Optional.of("expected an answer, but the body is over 8388608 bytes"),
        probe(Asked.get("/huge")).failure());
  }

  @Test
  void at_most_four_are_asked_at_once() throws Exception {
    var many = java.util.Collections.nCopies(60, Asked.get("/ok").expectation());

    var probed = signals().probe(address(), RELEASE, many);

    assertTrue(probed.stream().allMatch(Probed::met), probed.toString());
    assertTrue(busiest.get() <= Prober.AT_ONCE, "at once: " + busiest.get());
  }

  @Test
  void an_answer_that_trickles_ends_at_the_deadline() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var prober = new Prober(Duration.ofMillis(100));
      var address = "127.0.0.1:" + silent.getLocalPort();

      var probed = prober.probe(address, RELEASE, List.of(Asked.get("/ok").expectation()));

      assertTrue(
          probed.getFirst().failure().orElse("").contains("expected an answer"), probed.toString());
      assertEquals(Optional.empty(), probed.getFirst().release());
    }
  }

  @Test
  void what_is_not_http_is_not_an_answer() throws Exception {
    try (var odd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (var socket = odd.accept()) {
              socket.getInputStream().read(new byte[100]);
              socket.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException ended) {
              return;
            }
          });
      var address = "127.0.0.1:" + odd.getLocalPort();

      var probed = new Prober().probe(address, RELEASE, List.of(Asked.get("/ok").expectation()));

      assertEquals(
          Optional.of("expected an answer, but what came is not HTTP/1.1"),
          probed.getFirst().failure());
    }
  }

  @Override
  protected Signals signals() {
    return new LiveSignals(new Prober(), () -> counts);
  }

  @Override
  protected String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  protected String nowhere() {
    return "127.0.0.1:1";
  }

  @Override
  protected void count(EdgeCounts counts) {
    this.counts = counts;
  }
}
