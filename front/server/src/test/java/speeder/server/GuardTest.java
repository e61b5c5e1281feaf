package speeder.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.Command;
import speeder.core.access.Access;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;

class GuardTest {
  private static final String HOLD =
      "{\"id\":\"1\",\"ask\":\"hold\",\"lane\":\"pretrain\",\"reason\":\"looking\"}";

  @TempDir Path data;
  private TestServer server;

  @BeforeEach
  void start() throws PortFailure, IOException {
    server = new TestServer(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> hold(String... headers) throws Exception {
    return server.post(HOLD, headers);
  }

  private static void assertProblem(int status, String code, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
  }

  @Test
  void changing_takes_the_token() throws Exception {
    var json = "application/json";
    assertProblem(401, "token-missing", hold("Content-Type", json));
    assertProblem(401, "token-wrong", hold("Content-Type", json, "Authorization", "Bearer guess"));
    assertEquals(
        200, hold("Content-Type", json, "Authorization", "Bearer " + server.token).statusCode());
  }

  @Test
  void a_page_of_another_site_changes_nothing() throws Exception {
    var bearer = "Bearer " + server.token;
    assertProblem(
        403, "origin-unknown", hold("Origin", "http://evil.example", "Authorization", bearer));
    assertProblem(403, "origin-unknown", server.get("/api/status", "Origin", "null"));
    assertEquals(200, server.get("/api/status", "Origin", server.url()).statusCode());
  }

  @Test
  void a_name_that_was_pointed_here_is_not_served() throws Exception {
    assertTrue(raw("Host: evil.example:" + server.port()).startsWith("HTTP/1.1 403"));
    assertTrue(raw("Host: 127.0.0.1:1").startsWith("HTTP/1.1 403"));
    assertTrue(raw("Host: localhost:" + server.port()).startsWith("HTTP/1.1 200"));
  }

  private String raw(String header) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      var out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
      out.write("GET /healthz HTTP/1.1\r\n" + header + "\r\nConnection: close\r\n\r\n");
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void every_answer_tells_browsers_to_be_strict() throws Exception {
    for (var path : new String[] {"/healthz", "/nothing", "/api/status"}) {
      var headers = server.get(path).headers();
      assertTrue(
          headers.firstValue("Content-Security-Policy").orElse("").contains("default-src 'none'"),
          path);
      assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""), path);
      assertEquals("no-referrer", headers.firstValue("Referrer-Policy").orElse(""), path);
      assertTrue(headers.firstValue("Set-Cookie").isEmpty(), path);
      assertTrue(headers.firstValue("Access-Control-Allow-Origin").isEmpty(), path);
    }
  }

  @Test
  void what_is_asked_wrongly_is_said() throws Exception {
    var bearer = "Bearer " + server.token;
    assertProblem(415, "not-json", hold("Authorization", bearer));
    assertProblem(400, "bad-input", command("{\"id\":\"1\",\"ask\":\"hold\",\"lnae\":\"x\"}"));
    assertTrue(command("{\"id\":\"1\",\"ask\":\"hold\",\"lnae\":\"x\"}").body().contains("lnae"));
    assertProblem(400, "bad-input", command("{\"id\":\"1\",\"ask\":\"hold\"}"));
    assertProblem(400, "bad-input", command("{\"id\":\"1\",\"ask\":\"explode\",\"lane\":\"x\"}"));
    assertProblem(
        400, "bad-input", command("{\"id\":\"wake-up\",\"ask\":\"lift\",\"lane\":\"x\"}"));
    assertProblem(400, "bad-input", command("{\"id\":\"a/b\",\"ask\":\"lift\",\"lane\":\"x\"}"));
    assertProblem(413, "body-too-large", command("{\"id\":\"" + "x".repeat(1 << 20) + "\"}"));
    assertProblem(404, "no-such-path", server.get("/api/nothing"));
    assertProblem(400, "bad-input", server.get("/api/journal?from=-1"));
    assertProblem(400, "bad-input", server.get("/api/logs/x"));
  }

  @Test
  void private_lines_are_for_those_whose_role_may_read_them() throws Exception {
    var tess = issued("tess", "tester");
    var dora = issued("dora", "deployer");
    server.desk.change("core", "Feature");
    var path = "/api/logs/" + prepared();
    assertTrue(server.get(path, "Authorization", dora).body().contains("\"all\":true"));
    assertTrue(server.get(path, "Authorization", tess).body().contains("\"all\":false"));
    server.desk.clock().pass(Access.LIFETIME);
    assertTrue(server.get(path, "Authorization", dora).body().contains("\"all\":false"));
    assertProblem(
        401, "token-wrong", hold("Content-Type", "application/json", "Authorization", dora));
  }

  /// A header that says who one is.
  private String issued(String principal, String group) throws Exception {
    var secret = (principal + "-").repeat(43).substring(0, 43);
    server.client.command(
        Command.of("issue-" + principal, Command.ISSUE_TOKEN)
            .with("principal", principal)
            .with("groups", group)
            .with("hash", Digest.of(secret).text()));
    return "Bearer " + secret;
  }

  private String prepared() throws Exception {
    var id = server.client.status().lanes().getFirst().newestRollout().orElseThrow().id();
    return server.client.rollout(id).steps().stream()
        .flatMap(it -> it.effect().stream())
        .filter(it -> it.contains("/prepare/"))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> command(String body) throws Exception {
    return server.post(
        body, "Content-Type", "application/json", "Authorization", "Bearer " + server.token);
  }

  @Test
  void private_lines_take_the_token() throws Exception {
    server.desk.change("core", "Feature");
    var effect = prepared();
    assertFalse(server.client.log(effect).lines().isEmpty());
    var open = server.get("/api/logs/" + effect).body();
    assertTrue(open.contains("\"all\":false,\"lines\":[]"), open);
  }

  @Test
  void the_token_is_for_its_owner_alone() throws Exception {
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("token"))));
    assertEquals(43, server.token.length());
    Files.setPosixFilePermissions(
        data.resolve("token"), PosixFilePermissions.fromString("rw-r--r--"));
    var failure = assertThrows(PortFailure.class, () -> start(data, "127.0.0.1", 0));
    assertEquals("token-open", failure.why().code());
  }

  @Test
  void it_listens_on_this_machine_alone_and_on_a_free_port() {
    var open = assertThrows(PortFailure.class, () -> start(data, "0.0.0.0", 0));
    assertEquals("address-not-loopback", open.why().code());
    var taken = assertThrows(PortFailure.class, () -> start(data, "127.0.0.1", server.port()));
    assertEquals("port-in-use", taken.why().code());
  }

  private void start(Path folder, String host, int port) throws PortFailure {
    var options = new SpeederServer.Options(folder, host, port, new SecureRandom());
    SpeederServer.start(server.desk, options).close();
  }
}
