package speeder.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.ApiFailure;
import speeder.api.Command;
import speeder.api.Event;
import speeder.api.Waiting;
import speeder.engine.port.PortFailure;

class EventsTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

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

  @Test
  void events_are_the_journal_without_a_gap() throws Exception {
    server.desk.change("core", "Feature");
    server.desk.pass();
    long last = server.desk.world().offset();
    var heard = new ArrayList<Event>();
    server.client.events(1, event -> heard.add(event) && event.offset() < last);
    assertEquals(server.client.journal(1, 500).entries(), heard);
    for (int i = 0; i < heard.size(); i++) assertEquals(i + 1, heard.get(i).offset());
    assertTrue(heard.stream().noneMatch(it -> it.text().isBlank()), heard::toString);
  }

  @Test
  void who_follows_hears_what_happens_later() throws Exception {
    long next = server.desk.world().offset() + 1;
    var heard = new CompletableFuture<Event>();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                server.client.events(next, event -> !heard.complete(event));
              } catch (ApiFailure failure) {
                heard.completeExceptionally(failure);
              }
            });
    server.client.command(Command.onLane("1", Command.HOLD, "pretrain").because("looking"));
    var event = heard.get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
    assertEquals("schedule.held", event.kind());
    assertEquals("Lane pretrain is held by operator: looking", event.text());
    assertEquals(
        "{\"reach\":\"lane/pretrain\",\"reason\":\"looking\",\"by\":\"operator\","
            + "\"frozen\":false,\"until\":null}",
        event.body().json());
    thread.join();
  }

  @Test
  void a_client_that_comes_back_has_missed_nothing() throws Exception {
    server.desk.change("core", "Feature");
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/events?from=1"))
            .header("Last-Event-ID", "3")
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      assertEquals("text/event-stream", answer.headers().firstValue("Content-Type").orElse(""));
      try (var lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        var line = lines.readLine();
        while (!line.startsWith("id:")) line = lines.readLine();
        assertEquals("id: 4", line);
      }
      http.shutdownNow();
    }
  }

  @Test
  void a_repeated_command_gets_its_first_reply() throws Exception {
    var hold = Command.onLane("1", Command.HOLD, "pretrain").because("looking");
    var first = server.client.command(hold);
    long last = server.desk.world().offset();
    assertEquals(first, server.client.command(hold));
    assertEquals(last, server.desk.world().offset());
    var deploy = Command.onLane("2", Command.DEPLOY, "pretrain");
    var refused = assertThrows(ApiFailure.class, () -> server.client.command(deploy)).problem();
    assertEquals(409, refused.status());
    assertEquals("Lift the hold first: speeder lift pretrain", refused.remedy());
    assertEquals(
        refused, assertThrows(ApiFailure.class, () -> server.client.command(deploy)).problem());
  }

  @Test
  void a_hold_is_about_one_thing_and_ends_at_one_time() {
    var hold = Command.of("1", Command.HOLD).because("looking");
    for (var wrong :
        List.of(
            hold,
            hold.with("all", "yes"),
            hold.with("all", "true").with("source", "core"),
            hold.with("all", "true").with("for", "soon"),
            hold.with("all", "true").with("until", "tomorrow"),
            hold.with("all", "true").with("for", "1h").with("until", "2030-01-01T00:00:00Z"),
            hold.with("all", "true").with("forever", "true"))) {
      var refused = assertThrows(ApiFailure.class, () -> server.client.command(wrong)).problem();
      assertEquals("bad-input", refused.code(), wrong::toString);
    }
  }

  @Test
  void waiting_tells_what_came_of_a_deploy_and_a_rollback() throws Exception {
    server.desk.alone();
    var waiting = new Waiting(server.client, "pretrain");
    var heard = new ArrayList<String>();
    for (var id : new String[] {"first", "second"}) {
      server.desk.push("core", id);
      var accepted = server.client.command(Command.onLane(id, Command.DEPLOY, "pretrain"));
      var outcome = waiting.outcome(accepted, false, LONG_ENOUGH, event -> heard.add(event.text()));
      assertTrue(outcome.done(), outcome::toString);
      assertEquals(outcome.serving(), outcome.release());
    }
    assertTrue(heard.contains("Passed at main: its window runs"), heard::toString);
    var back = Command.onLane("back", Command.ROLLBACK, "pretrain").because("it is slow");
    var named = server.client.status().lane("pretrain").orElseThrow().backTo();
    var accepted = server.client.command(back);
    var outcome = waiting.outcome(accepted, true, LONG_ENOUGH, _ -> {});
    assertTrue(outcome.done(), outcome::toString);
    assertEquals(named, outcome.serving());
    var lane = server.client.status().lane("pretrain").orElseThrow();
    assertTrue(lane.hold().orElseThrow().reason().contains("it is slow"), lane::toString);
  }

  @Test
  void waiting_tells_why_a_deploy_came_to_nothing() throws Exception {
    server.close();
    server = new TestServer(data, TestDesk.unproven().alone());
    server.desk.push("core", "Feature");
    var accepted = server.client.command(Command.onLane("1", Command.DEPLOY, "pretrain"));
    var outcome =
        new Waiting(server.client, "pretrain").outcome(accepted, false, LONG_ENOUGH, _ -> {});
    assertFalse(outcome.done());
    assertTrue(outcome.sentence().startsWith("The gate is shut"), outcome::sentence);
  }
}
