package speeder.edge;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import speeder.edge.table.Ask;
import speeder.edge.table.EdgeTable;
import speeder.edge.table.Reply;
import speeder.edge.table.TableJson;

/// Asks an edge over its socket.
final class Asking {
  private Asking() {}

  static Reply ask(Path socket, Ask ask) throws Exception {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      Ask.write(ask, Channels.newOutputStream(channel));
      return Reply.read(Channels.newInputStream(channel).readAllBytes(), "edge");
    }
  }

  static Reply publish(Path socket, EdgeTable table) throws Exception {
    return ask(socket, new Ask.Publish(TableJson.write(table)));
  }

  static Reply.Who who(Path socket) throws Exception {
    if (ask(socket, new Ask.Who()) instanceof Reply.Who who) return who;
    throw new AssertionError("It does not say who.");
  }

  static boolean answers(Path socket) {
    try {
      return who(socket).pid() > 0;
    } catch (IOException none) {
      return false;
    } catch (Exception odd) {
      throw new AssertionError(odd);
    }
  }
}
