package speeder.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.engine.port.PortFailure;

/// What git servers say.
class HooksTest {
  private static final String SECRET = "0123456789abcdef0123";
  private static final String BEARER = "Bearer " + SECRET;

  @TempDir Path data;
  private TestServer server;

  @BeforeEach
  void start() throws PortFailure, IOException {
    server = new TestServer(data);
    Files.createDirectories(data.resolve("hooks"));
    secret("main", SECRET, "rw-------");
    secret("short", "0123", "rw-------");
  }

  private void secret(String hook, String secret, String permissions) throws IOException {
    var file = data.resolve("hooks").resolve(hook);
    Files.writeString(file, secret + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String signed(String body, String secret) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var bytes = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
    return "sha256=" + HexFormat.of().formatHex(bytes);
  }

  private int status(String hook, String body, String... headers) throws Exception {
    return server.hook(hook, body, headers).statusCode();
  }

  @Test
  void github_signs_what_it_says() throws Exception {
    var body = "{\"repository\":{\"full_name\":\"ext/Cite\"}}";
    var heard = server.hook("main", body, "X-Hub-Signature-256", signed(body, SECRET));
    assertEquals("{\"sources\":[\"ext/Cite\"]}", heard.body());
    assertEquals(List.of("ext/Cite"), server.desk.stirred);
    assertEquals(401, status("main", body + " ", "X-Hub-Signature-256", signed(body, SECRET)));
    assertEquals(401, status("main", body, "X-Hub-Signature-256", signed(body, SECRET + "x")));
    assertEquals(1, server.desk.stirred.size());
  }

  @Test
  void gitlab_sends_the_secret_itself() throws Exception {
    var body = "{\"project\":{\"path_with_namespace\":\"ext/Graph\"}}";
    assertEquals(200, status("main", body, "X-Gitlab-Token", SECRET));
    assertEquals(401, status("main", body, "X-Gitlab-Token", "0123456789abcdef0124"));
    assertEquals(List.of("ext/Graph"), server.desk.stirred);
  }

  @Test
  void gerrits_events_are_passed_on_with_a_bearer() throws Exception {
    var updated = "{\"type\":\"ref-updated\",\"refUpdate\":{\"project\":\"core\"}}";
    var merged = "{\"type\":\"change-merged\",\"change\":{\"project\":\"config\"}}";
    assertEquals(200, status("main", updated, "Authorization", BEARER));
    assertEquals(200, status("main", merged, "Authorization", BEARER));
    assertEquals(List.of("core", "config"), server.desk.stirred);
  }

  @Test
  void what_no_source_is_of_stirs_nothing() throws Exception {
    var other = "{\"repository\":{\"full_name\":\"ext/Site\"}}";
    assertEquals("{\"sources\":[]}", server.hook("main", other, "Authorization", BEARER).body());
    assertEquals("{\"sources\":[]}", server.hook("main", "{}", "Authorization", BEARER).body());
    var part = "{\"repository\":{\"full_name\":\"ite\"}}";
    assertEquals("{\"sources\":[]}", server.hook("main", part, "Authorization", BEARER).body());
    assertEquals(400, status("main", "no json", "Authorization", BEARER));
    assertEquals(List.of(), server.desk.stirred);
  }

  @Test
  void who_proves_nothing_hears_nothing_and_a_hook_is_no_token() throws Exception {
    var said = "a-secret-of-theirs";
    var wrong = server.hook("main", said, "Authorization", "Bearer nothing");
    assertEquals(401, wrong.statusCode());
    assertTrue(wrong.body().contains("hook-not-proven"), wrong::body);
    assertFalse(wrong.body().contains(said), wrong::body);
    assertEquals(wrong.body(), server.hook("other", said, "Authorization", BEARER).body());
    assertEquals(401, status("short", "{}", "Authorization", "Bearer 0123"));
    assertEquals(401, status("main", "{}"));
    var command = "{\"id\":\"one\",\"ask\":\"lift\",\"lane\":\"pretrain\"}";
    var asked = server.post(command, "Content-Type", "application/json", "Authorization", BEARER);
    assertEquals(401, asked.statusCode());
  }

  @Test
  void an_event_may_be_as_large_as_githubs_and_a_larger_one_hears_why_not() throws Exception {
    var large = "{\"more\":\"%s\",\"repository\":{\"full_name\":\"core\"}}";
    var body = large.formatted("x".repeat(2 << 20));
    assertEquals(200, status("main", body, "X-Hub-Signature-256", signed(body, SECRET)));
    assertEquals(List.of("core"), server.desk.stirred);
    var larger = large.formatted("x".repeat(25 << 20));
    var said = server.hook("main", larger, "X-Hub-Signature-256", signed(larger, SECRET));
    assertEquals(413, said.statusCode());
    assertTrue(said.body().contains("hook-too-large"), said::body);
    assertEquals(1, server.desk.stirred.size());
  }

  @Test
  void a_secret_that_others_can_read_is_none_until_its_file_is_mended() throws Exception {
    var body = "{\"project\":\"core\"}";
    secret("open", SECRET, "rw-r--r--");
    assertEquals(401, status("open", body, "Authorization", BEARER));
    secret("open", SECRET, "rw-------");
    assertEquals(200, status("open", body, "Authorization", BEARER));
  }
}
