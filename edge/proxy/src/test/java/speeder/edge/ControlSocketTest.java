package speeder.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.supervision.EdgeCounts;
import speeder.edge.table.Ask;
import speeder.edge.table.EdgeFiles;
import speeder.edge.table.EdgeTable;
import speeder.edge.table.Reply;

/// What an edge does when it is asked over its socket.
class ControlSocketTest {
  @TempDir Path folder;
  private EdgeFiles files;
  private EdgeServer server;
  private ControlSocket socket;

  @BeforeEach
  void start() throws Exception {
    files = EdgeFiles.in(folder);
    open();
  }

  private void open() throws Exception {
    server = new EdgeServer(files.readTable(), "1@2", Set.of());
    var who = new Reply.Who(1, "1@2", "127.0.0.1:0", 0);
    socket = ControlSocket.open(files.socket(), new Control(server, files, () -> who, () -> {}));
  }

  @AfterEach
  void end() throws Exception {
    socket.close();
  }

  @Test
  void an_edge_without_a_table_says_so() throws Exception {
    assertEquals(new Reply.InForce(Optional.empty()), ask(new Ask.InForce()));
  }

  @Test
  void a_published_table_is_in_force_and_on_disk_when_the_answer_comes() throws Exception {
    var table = token(main(5), 2, 5);

    assertEquals(inForce(table), Asking.publish(files.socket(), table));
    assertEquals(Optional.of(table), files.readTable());
    assertEquals(Optional.of(table), server.table().get());
    assertEquals(inForce(table), ask(new Ask.InForce()));
  }

  @Test
  void lower_tokens_are_refused_also_by_the_next_edge() throws Exception {
    var high = token(main(5), 2, 5);
    Asking.publish(files.socket(), high);
    for (int edge = 0; edge < 2; edge++) {
      for (var low : List.of(token(main(6), 1, 99), token(main(6), 2, 4), token(main(5), 2, 4))) {
        var answer = Asking.publish(files.socket(), low);

        assertEquals("token-too-low", assertInstanceOf(Reply.Refused.class, answer).why().code());
        assertEquals(Optional.of(high), files.readTable());
      }
      socket.close();
      open();
    }
  }

  @Test
  void the_same_table_again_is_done() throws Exception {
    var table = token(main(5), 2, 5);
    Asking.publish(files.socket(), table);
    var written = Files.getLastModifiedTime(files.table());

    assertEquals(inForce(table), Asking.publish(files.socket(), table));
    assertEquals(written, Files.getLastModifiedTime(files.table()));
    var later = token(main(5), 3, 1);
    assertEquals(inForce(later), Asking.publish(files.socket(), later));
    assertEquals(Optional.of(later), files.readTable());
  }

  @Test
  void a_damaged_table_changes_nothing() throws Exception {
    var answer =
        ask(new Ask.Publish("{\"form\": 1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    var why = assertInstanceOf(Reply.Refused.class, answer).why();

    assertEquals("table-damaged", why.code());
    assertTrue(why.sentence().startsWith("published table:1:"), why.sentence());
    assertEquals(Optional.empty(), server.table().get());
  }

  @Test
  void a_table_that_cannot_be_written_is_not_in_force() throws Exception {
    Files.createDirectories(files.table().resolveSibling("table.json.new").resolve("in-the-way"));
    var answer = Asking.publish(files.socket(), main(5));

    assertEquals("table-not-written", assertInstanceOf(Reply.Unsure.class, answer).why().code());
    assertEquals(Optional.empty(), server.table().get());
  }

  @Test
  void counts_and_flights_are_told() throws Exception {
    assertEquals(new Reply.Counted(new EdgeCounts("1@2", List.of())), ask(new Ask.Counts()));
    assertEquals(new Reply.InFlight(0), ask(new Ask.InFlight("r-1")));
  }

  @Test
  void one_that_cannot_be_let_in_does_not_shut_out_those_after_it() throws Exception {
    socket.close();
    Files.delete(files.socket());
    var bound = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    bound.bind(UnixDomainSocketAddress.of(files.socket()));
    socket =
        ControlSocket.on(new FailingOnce(bound), new Control(server, files, () -> null, () -> {}));

    assertEquals(new Reply.InForce(Optional.empty()), ask(new Ask.InForce()));
  }

  @Test
  void nobody_else_may_ask() throws Exception {
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(files.socket()));
  }

  @Test
  void an_unknown_ask_is_refused_in_words() throws Exception {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(files.socket()))) {
      channel.write(java.nio.ByteBuffer.wrap(Wire.bytes("hello\n")));
      var in = java.nio.channels.Channels.newInputStream(channel);

      assertInstanceOf(Reply.Refused.class, Reply.read(in.readAllBytes(), "edge"));
    }
  }

  @Test
  void a_path_too_long_for_a_socket_is_refused_in_words() {
    var control = new Control(server, files, () -> null, () -> {});
    var path = folder.resolve("x".repeat(EdgeFiles.SOCKET_PATH_MAX));
    var failed = assertThrows(IOException.class, () -> ControlSocket.open(path, control));

    assertTrue(failed.getMessage().contains("at most 90"), failed.getMessage());
  }

  private Reply ask(Ask ask) throws Exception {
    return Asking.ask(files.socket(), ask);
  }

  private static EdgeTable main(long offset) {
    return Farm.main(offset);
  }

  private static EdgeTable token(EdgeTable table, long term, long offset) {
    return new EdgeTable(table.table(), term, offset);
  }

  private static Reply inForce(EdgeTable table) {
    return new Reply.InForce(
        Optional.of(new Reply.At(table.table().digest(), table.term(), table.offset())));
  }
}
