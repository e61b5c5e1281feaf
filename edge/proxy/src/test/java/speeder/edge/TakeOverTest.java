package speeder.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import speeder.edge.table.EdgeFiles;
import speeder.edge.table.Reply;

/// Real processes, and the ways in which they end.
@Timeout(120)
class TakeOverTest {
  @TempDir Path folder;
  private Backend backend;

  @BeforeEach
  void serve() throws Exception {
    backend = new Backend("r-1");
    EdgeFiles.in(folder).writeTable(Farm.main(1, backend.weighing(1)));
  }

  @AfterEach
  void end() throws Exception {
    backend.close();
  }

  @Test
  void an_edge_serves_by_the_table_it_finds() throws Exception {
    try (var edge = new EdgeProcess(folder).awaitServing();
        var client = new Client(edge.port())) {
      assertEquals("r-1", client.get("/").text());
      assertEquals(0, edge.who().standby());
      var state = Reply.read(Files.readAllBytes(edge.files.state()), "state");
      assertEquals(edge.who(), state);
    }
  }

  @Test
  void a_second_edge_with_the_same_files_is_turned_away() throws Exception {
    try (var edge = new EdgeProcess(folder).awaitServing()) {
      var second = EdgeProcess.launch(edge.files);

      assertTrue(second.waitFor(20, TimeUnit.SECONDS));
      assertEquals(1, second.exitValue());
      assertTrue(Files.readString(edge.files.log()).contains("serves from"));
      assertEquals(edge.first.pid(), edge.who().pid());
    }
  }

  @Test
  void a_damaged_table_stops_the_start_and_is_named() throws Exception {
    var files = EdgeFiles.in(folder);
    Files.writeString(files.table(), "{\"form\": 1");
    var process = EdgeProcess.launch(files);

    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(3, process.exitValue());
    assertTrue(Files.readString(files.log()).contains(files.table() + ":1:"));
  }

  @Test
  void bad_arguments_are_explained() throws Exception {
    var process = EdgeProcess.launch(EdgeFiles.in(folder), "--lisen", "x");

    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(2, process.exitValue());
    assertTrue(Files.readString(EdgeFiles.in(folder).log()).contains("usage:"));
  }

  @Test
  void the_standby_takes_over_at_once_when_the_first_is_killed() throws Exception {
    try (var edge = new EdgeProcess(folder, "--keep").awaitServing();
        var load = new Load(edge.port())) {
      int port = edge.port();
      for (int death = 1; death <= 2; death++) {
        var standby = edge.awaitStandby();
        load.awaitSome();
        EdgeProcess.kill(edge.who().pid());
        load.awaitSome();

        assertEquals(standby, edge.who().pid(), "the one that stood by serves");
        assertEquals(port, edge.port());
      }
      load.end();
      System.out.println("killed twice: " + load.summary());
      assertEquals(0, load.refused(), load.summary());
      assertTrue(load.broken() <= 2 * Load.CLIENTS, load.summary());
      assertNotEquals(0, load.answered());
    }
  }

  @Test
  void what_was_published_last_is_what_the_standby_serves() throws Exception {
    try (var next = new Backend("r-2");
        var edge = new EdgeProcess(folder, "--keep").awaitServing()) {
      var standby = edge.awaitStandby();
      var table = Farm.main(2, next.weighing(1));
      Asking.publish(edge.files.socket(), table);
      EdgeProcess.kill(edge.who().pid());
      Await.until("the standby serves", () -> Asking.answers(edge.files.socket()));

      assertEquals(standby, edge.who().pid());
      try (var client = new Client(edge.port())) {
        assertEquals("r-2", client.get("/").text());
      }
      var low = Asking.publish(edge.files.socket(), Farm.main(1, backend.weighing(1)));
      assertFalse(low instanceof Reply.InForce, "an older token came through: " + low);
    }
  }

  @Test
  void a_standby_that_dies_is_replaced() throws Exception {
    try (var edge = new EdgeProcess(folder, "--keep").awaitServing()) {
      var serving = edge.who().pid();
      var standby = edge.awaitStandby();
      EdgeProcess.kill(standby);
      Await.until("another stands by", () -> edge.who().standby() != standby);

      assertNotEquals(standby, edge.awaitStandby());
      assertEquals(serving, edge.who().pid());
    }
  }

  @Test
  void an_edge_that_is_asked_to_end_hands_over_and_loses_nothing() throws Exception {
    try (var edge = new EdgeProcess(folder, "--keep").awaitServing();
        var load = new Load(edge.port())) {
      var standby = edge.awaitStandby();
      load.awaitSome();
      edge.first.destroy();
      assertTrue(edge.first.waitFor(40, TimeUnit.SECONDS));
      load.awaitSome();
      load.end();

      System.out.println("handed over: " + load.summary());
      assertEquals(standby, edge.who().pid());
      assertEquals(0, load.refused(), load.summary());
      assertEquals(0, load.broken(), load.summary());
    }
  }

  @Test
  void a_stopped_edge_leaves_nobody_behind() throws Exception {
    var edge = new EdgeProcess(folder, "--keep").awaitServing();
    var standby = edge.awaitStandby();
    int port = edge.port();
    edge.close();

    assertEquals(0, edge.first.waitFor());
    assertFalse(ProcessHandle.of(standby).map(ProcessHandle::isAlive).orElse(false));
    assertFalse(Files.exists(edge.files.socket()));
    assertFalse(Files.exists(edge.files.state()));
    org.junit.jupiter.api.Assertions.assertThrows(
        java.net.ConnectException.class, () -> new Client(port).close());
  }

  @Test
  void an_edge_alone_ends_on_a_signal_once_requests_are_done() throws Exception {
    var go = new java.util.concurrent.CountDownLatch(1);
    backend.answering((_, out) -> {
      go.await();
      return backend.answer(out, "200 OK", "", "late");
    });
    try (var edge = new EdgeProcess(folder).awaitServing();
        var client = new Client(edge.port())) {
      int port = edge.port();
      client.send("GET / HTTP/1.1\r\nHost: test.wiki.example\r\n\r\n");
      Await.until("it is under way", () -> !backend.asked.isEmpty());
      edge.first.destroy();
      Await.until("nobody is let in", () -> refuses(port));
      go.countDown();

      var answer = Wire.answer(client.in, "GET");
      assertEquals("late", answer.text());
      assertEquals(java.util.List.of("close"), answer.all("Connection"));
      assertTrue(edge.first.waitFor(20, TimeUnit.SECONDS));
    }
  }

  private static boolean refuses(int port) throws java.io.IOException {
    try {
      new Client(port).close();
      return false;
    } catch (java.net.ConnectException refused) {
      return true;
    }
  }
}
