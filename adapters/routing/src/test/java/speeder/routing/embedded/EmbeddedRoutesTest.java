package speeder.routing.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import speeder.edge.table.EdgeFiles;
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

    assertEquals("edge-did-not-start", failure.why().code());
    assertTrue(failure.why().sentence().contains("assign requested address"), failure.toString());
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
    return EdgeFiles.in(folder);
  }
}
