package speeder.routing.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import speeder.edge.table.EdgeFiles;
import speeder.edge.table.Reply;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Routes;
import speeder.kit.routes.RoutesContract;

/// The contract, against a real edge in a process of its own.
@Timeout(120)
class EmbeddedRoutesTest extends RoutesContract {
  @TempDir Path folder;

  @Override
  protected Routes routes() throws Exception {
    process().ensure(RealEdge.java(), RealEdge.classPath(), "127.0.0.1:0");
    return new EmbeddedRoutes(files());
  }

  @AfterEach
  void stop() throws Exception {
    process().stop();
  }

  @Test
  void an_edge_found_again_is_the_same_one() throws Exception {
    var first = process().ensure(RealEdge.java(), RealEdge.classPath(), "127.0.0.1:0");
    var again = process().ensure(RealEdge.java(), RealEdge.classPath(), "127.0.0.1:0");

    assertEquals(first.pid(), again.pid());
    assertEquals(first.listen(), again.listen());
  }

  @Test
  void two_that_start_it_at_once_get_the_same_one() throws Exception {
    var pids = new java.util.concurrent.ConcurrentSkipListSet<Long>();
    var starters =
        List.of(1, 2).stream()
            .map(_ -> Thread.ofPlatform().start(() -> pids.add(ensured())))
            .toList();
    for (var starter : starters) starter.join();

    assertEquals(1, pids.size(), "edges: " + pids);
  }

  private long ensured() {
    try {
      return process().ensure(RealEdge.java(), RealEdge.classPath(), "127.0.0.1:0").pid();
    } catch (PortFailure failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void it_has_a_session_of_its_own() throws Exception {
    var pid = process().ensure(RealEdge.java(), RealEdge.classPath(), "127.0.0.1:0").pid();

    assertEquals(pid, RealEdge.session(pid), "the edge's session");
  }

  @Test
  void a_token_seen_is_seen_after_a_restart() throws Exception {
    var routes = routes();
    routes.publish(table(5, "r-1"), token(2, 5));
    process().stop();
    routes = routes();

    assertEquals(table(5, "r-1").digest(), routes.inForce().orElseThrow().table());
    var after = routes;
    var low = assertThrows(PortFailure.class, () -> after.publish(table(6, "r-2"), token(1, 6)));
    assertEquals(PortFailure.Kind.REFUSED, low.kind());
  }

  @Test
  void an_edge_that_is_not_there_is_a_failure_that_changed_nothing() {
    var routes = new EmbeddedRoutes(files());
    var failure =
        assertThrows(PortFailure.class, () -> routes.publish(table(1, "r-1"), token(1, 1)));

    assertEquals(PortFailure.Kind.FAILED, failure.kind());
    assertEquals("edge-out-of-reach", failure.why().code());
    assertEquals(OptionalInt.empty(), routes.inFlight("10.0.0.1:80"));
  }

  @Test
  void an_edge_that_breaks_off_leaves_it_unknown_whether_it_published() throws Exception {
    try (var hangingUp = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      Files.createDirectory(files().folder());
      hangingUp.bind(UnixDomainSocketAddress.of(files().socket()));
      Thread.ofPlatform().daemon().start(() -> hangUp(hangingUp));
      var routes = new EmbeddedRoutes(files());
      var publishing =
          assertThrows(PortFailure.class, () -> routes.publish(table(1, "r-1"), token(1, 1)));
      var looking = assertThrows(PortFailure.class, routes::inForce);

      assertEquals(PortFailure.Kind.UNKNOWN, publishing.kind());
      assertEquals(PortFailure.Kind.FAILED, looking.kind());
    }
  }

  private static void hangUp(ServerSocketChannel server) {
    try {
      while (server.isOpen()) server.accept().close();
    } catch (IOException over) {
      assertTrue(!server.isOpen());
    }
  }

  @Test
  void an_edge_that_cannot_start_says_why() {
    var failure =
        assertThrows(
            PortFailure.class,
            () -> process().ensure(RealEdge.java(), RealEdge.classPath(), "192.0.2.1:80"));

    assertEquals("port-in-use", failure.why().code());
    assertTrue(failure.why().sentence().contains("192.0.2.1:80"), failure.toString());
  }

  @Test
  void a_port_that_another_has_is_refused_before_anything_is_made() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var listen = "127.0.0.1:" + other.getLocalPort();
      for (var attempt : List.<Executable>of(() -> ensure(listen), () -> process().check(listen))) {
        var failure = assertThrows(PortFailure.class, attempt);

        assertEquals("port-in-use", failure.why().code());
        assertTrue(failure.why().sentence().contains(listen), failure.toString());
      }
    }
    assertFalse(Files.exists(files().folder()), "a folder was made");
  }

  @Test
  void an_edge_that_serves_elsewhere_is_said_and_goes_on() throws Exception {
    var who = ensure("127.0.0.1:0");
    process().check("localhost:0");
    for (var other : List.of("127.0.0.1:1", "127.0.0.2:0")) {
      for (var attempt : List.<Executable>of(() -> ensure(other), () -> process().check(other))) {
        var failure = assertThrows(PortFailure.class, attempt);

        assertEquals("edge-listens-elsewhere", failure.why().code());
        assertTrue(failure.why().sentence().contains(who.listen()), failure.toString());
      }
    }
    assertEquals(who.pid(), ensure(who.listen()).pid());
  }

  @Test
  void one_that_drains_for_too_long_is_killed() throws Exception {
    var who = ensure("127.0.0.1:0");
    var routes = new EmbeddedRoutes(files());
    var at = who.listen().split(":", 2);
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(at[0], Integer.parseInt(at[1]))) {
      routes.publish(main(1, "r-1", "127.0.0.1:" + silent.getLocalPort()), token(1, 1));
      client
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: one.example\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      silent.accept();
      new EdgeProcess(files(), Duration.ZERO).stop();
    }
    assertFalse(ProcessHandle.of(who.pid()).filter(ProcessHandle::isAlive).isPresent());
  }

  @Test
  void what_is_under_way_to_nobody_is_cut_off() throws Exception {
    var who = ensure("127.0.0.1:0");
    var routes = new EmbeddedRoutes(files());
    var at = who.listen().split(":", 2);
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(at[0], Integer.parseInt(at[1]))) {
      var address = "127.0.0.1:" + silent.getLocalPort();
      routes.publish(main(1, "r-1", address), token(1, 1));
      client
          .getOutputStream()
          .write(
              "POST / HTTP/1.1\r\nHost: one.example\r\nContent-Length: 0\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      silent.accept();
      routes.cut(address);
      var status = new byte[12];
      client.getInputStream().readNBytes(status, 0, status.length);

      assertEquals("HTTP/1.1 502", new String(status, StandardCharsets.UTF_8));
    }
  }

  private Reply.Who ensure(String listen) throws PortFailure {
    return process().ensure(RealEdge.java(), RealEdge.classPath(), listen);
  }

  @Test
  void nothing_is_counted_before_anything_came() throws Exception {
    var routes = (EmbeddedRoutes) routes();
    routes.publish(table(1, "r-1"), token(1, 1));

    assertEquals(List.of(), routes.counts().rows());
    assertEquals(process().who().orElseThrow().process(), routes.counts().process());
    assertEquals(OptionalInt.of(0), routes.inFlight("127.0.0.1:9"));
  }

  private EdgeProcess process() {
    return new EdgeProcess(files());
  }

  private EdgeFiles files() {
    return EdgeFiles.in(folder.resolve("edge"));
  }
}
