package speeder.routing.embedded;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import speeder.edge.table.Ask;
import speeder.edge.table.Damage;
import speeder.edge.table.EdgeFiles;
import speeder.edge.table.Reply;
import speeder.engine.port.PortFailure;

/// Asks an edge over its socket, one thing a connection.
final class EdgeClient {
  private final EdgeFiles files;

  EdgeClient(EdgeFiles files) {
    this.files = files;
  }

  /// What the edge answered.
  ///
  /// @throws PortFailure failed `edge-out-of-reach` before anything was sent; unknown
  ///   `edge-broke-off` after; refused or unknown as the edge says
  Reply ask(Ask ask) throws PortFailure {
    try (var channel = connected()) {
      return understood(exchanged(channel, ask));
    } catch (IOException closing) {
      throw brokeOff(closing);
    }
  }

  private SocketChannel connected() throws PortFailure {
    SocketChannel channel = null;
    try {
      channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(files.socket()));
      return channel;
    } catch (IOException refused) {
      closeQuietly(channel);
      throw PortFailure.failed(
          "edge-out-of-reach",
          "The edge does not answer at %s.".formatted(files.socket()),
          "Its log says why: %s".formatted(files.log()));
    }
  }

  private static void closeQuietly(@Nullable SocketChannel channel) {
    try {
      if (channel != null) channel.close();
    } catch (IOException alreadyUseless) {
      // Nothing was sent over it.
    }
  }

  private static byte[] exchanged(SocketChannel channel, Ask ask) throws PortFailure {
    try {
      Ask.write(ask, Channels.newOutputStream(channel));
      return Channels.newInputStream(channel).readAllBytes();
    } catch (IOException broken) {
      throw brokeOff(broken);
    }
  }

  private Reply understood(byte[] bytes) throws PortFailure {
    try {
      return obeyed(Reply.read(bytes, "answer of the edge"));
    } catch (Damage damage) {
      throw PortFailure.unknown(
          "edge-answer-damaged", damage.sentence(), "Restart the edge with this version.");
    }
  }

  private static Reply obeyed(Reply reply) throws PortFailure {
    return switch (reply) {
      case Reply.Refused(var why) ->
          throw PortFailure.refused(why.code(), why.sentence(), why.remedy());
      case Reply.Unsure(var why) ->
          throw PortFailure.unknown(why.code(), why.sentence(), why.remedy());
      case Reply.InForce _, Reply.Counted _, Reply.InFlight _, Reply.Who _, Reply.Stopping _ ->
          reply;
    };
  }

  private static PortFailure brokeOff(IOException why) {
    return PortFailure.unknown(
        "edge-broke-off",
        "The edge broke off: %s.".formatted(why.getMessage()),
        "Ask it again which table it uses.");
  }
}
