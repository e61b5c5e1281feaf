package speeder.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserTest {
  private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void an_answer_is_its_status_its_headers_and_its_body() throws Exception {
    var chunked = "HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\nSpeeder-Release: r-1\r\n\r\n";
    try (var server = new Scripted(chunked + "2;x=y\r\nno\r\n0\r\n\r\n");
        var browser = server.browser()) {
      var answer = browser.get("/");
      assertEquals(404, answer.status());
      assertEquals("r-1", answer.release());
      assertEquals("no", answer.body());
    }
  }

  /// Whatever comes, it is a request that failed, and the next one goes over a connection of its
  /// own.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n",
        "HTTP",
        "HTTP/1.1\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxy\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\nok"
      })
  void a_garbled_answer_is_a_failure_and_its_connection_is_left(String garbled) throws Exception {
    try (var server = new Scripted(garbled, GOOD);
        var browser = server.browser()) {
      assertThrows(IOException.class, () -> browser.get("/first"));
      assertEquals("ok", browser.get("/second").body());
    }
  }

  /// Answers each connection's first request with the next of its answers, and ends it.
  private static final class Scripted implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    Scripted(String... answers) throws IOException {
      Thread.ofVirtual().start(() -> answer(answers));
    }

    private void answer(String... answers) {
      try {
        for (var answer : answers) {
          try (var connection = socket.accept()) {
            var in = connection.getInputStream();
            for (int end = 0; end < 4; ) end = "\r\n\r\n".charAt(end) == in.read() ? end + 1 : 0;
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
          }
        }
      } catch (IOException closed) {
        // The test is over.
      }
    }

    Browser browser() {
      return new Browser(
          URI.create("http://127.0.0.1:" + socket.getLocalPort()), "one.example.org");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
