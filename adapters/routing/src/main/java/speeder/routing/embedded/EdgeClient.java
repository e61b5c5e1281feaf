package speeder.routing.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import speeder.edge.table.Ask;
import speeder.edge.table.Damage;
import speeder.edge.table.EdgeFiles;
import speeder.edge.table.Reply;
import speeder.engine.port.PortFailure;

/// Asks an edge over its socket, one thing a connection.
final class EdgeClient {
  /// More than the edge itself gives an ask.
  private static final Duration ANSWER_MAX = Duration.ofSeconds(40);

  private final EdgeFiles files;

  EdgeClient(EdgeFiles files) {
    this.files = files;
  }

  /// What the edge answered.
  ///
  /// @throws PortFailure failed `edge-out-of-reach` before anything was sent; `edge-broke-off`
  ///   after, unknown where the ask may have changed something, failed where it only looked;
  ///   refused or unknown as the edge says
  Reply ask(Ask ask) throws PortFailure {
    try (var channel = connected()) {
      return understood(exchanged(channel, ask), ask);
    } catch (IOException closing) {
      throw brokeOff(closing, ask);
    }
  }

  private SocketChannel connected() throws PortFailure {
    SocketChannel channel = null;
    try {
      channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      givenUpInTime(channel);
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

  /// An edge that neither answers nor dies must not hold the asker for ever.
  private static void givenUpInTime(SocketChannel channel) {
    CompletableFuture.delayedExecutor(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> closeQuietly(channel));
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
      throw brokeOff(broken, ask);
    }
  }

  private static Reply understood(byte[] bytes, Ask ask) throws PortFailure {
    if (bytes.length == 0) throw brokeOff(new EOFException("no answer came"), ask);
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
      case Reply.InForce _,
          Reply.Counted _,
          Reply.InFlight _,
          Reply.Cut _,
          Reply.Who _,
          Reply.Stopping _ ->
          reply;
    };
  }

  private static PortFailure brokeOff(IOException why, Ask ask) {
    var code = "edge-broke-off";
    var sentence = "The edge broke off: %s.".formatted(why);
    var remedy = "Ask it again which table it uses.";
    return switch (ask) {
      case Ask.Publish _, Ask.Cut _, Ask.Stop _ -> PortFailure.unknown(code, sentence, remedy);
      case Ask.InForce _, Ask.Counts _, Ask.InFlight _, Ask.Who _ ->
          PortFailure.failed(code, sentence, remedy);
    };
  }
}
