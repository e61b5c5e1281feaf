package speeder.edge;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import speeder.core.value.Refusal;
import speeder.edge.table.Ask;
import speeder.edge.table.Damage;
import speeder.edge.table.EdgeFiles;
import speeder.edge.table.Reply;

/// Listens on the edge's unix socket. Only the edge's own user can reach it.
final class ControlSocket implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ControlSocket.class.getName());

  private final Control control;
  private final ServerSocketChannel channel;
  private final Semaphore asks = new Semaphore(Limits.ASKS);

  private ControlSocket(Control control, ServerSocketChannel channel) {
    this.control = control;
    this.channel = channel;
  }

  /// Takes the path over from whoever had it: there is a socket that answers, or none, at any
  /// moment.
  static ControlSocket open(Path path, Control control) throws IOException {
    int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > EdgeFiles.SOCKET_PATH_MAX) {
      throw new IOException(
          "The socket's path %s has %d bytes; at most %d work."
              .formatted(path, length, EdgeFiles.SOCKET_PATH_MAX));
    }
    var fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(fresh), Limits.ASKS);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return on(channel, control);
  }

  /// Answers whoever comes to a bound channel, until it is closed.
  static ControlSocket on(ServerSocketChannel channel, Control control) {
    var socket = new ControlSocket(control, channel);
    Thread.ofVirtual().name("control").start(socket::listen);
    return socket;
  }

  private void listen() {
    while (channel.isOpen()) letIn();
  }

  /// One that cannot be let in (no file descriptor is free, say) must not shut the door on those
  /// after it.
  private void letIn() {
    try {
      var peer = channel.accept();
      if (asks.tryAcquire()) Thread.ofVirtual().name("ask").start(() -> attend(peer));
      else peer.close();
    } catch (ClosedChannelException closed) {
      LOG.log(Level.FINE, "Control socket closed.", closed);
    } catch (IOException failed) {
      LOG.log(Level.WARNING, "Whoever asked could not be let in; going on.", failed);
      LockSupport.parkNanos(Limits.LET_IN_AGAIN.toNanos());
    }
  }

  private void attend(SocketChannel peer) {
    CompletableFuture.delayedExecutor(Limits.ASK.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> close(peer));
    try (peer) {
      var in = new BufferedInputStream(Channels.newInputStream(peer));
      Channels.newOutputStream(peer).write(Reply.write(answer(in)));
    } catch (IOException gone) {
      LOG.log(Level.INFO, "Whoever asked is gone.", gone);
    } finally {
      asks.release();
    }
  }

  private Reply answer(BufferedInputStream in) throws IOException {
    try {
      return control.answer(Ask.read(in));
    } catch (Damage damage) {
      return new Reply.Refused(
          new Refusal("ask-unknown", damage.sentence(), "Ask with the edge's version."));
    }
  }

  private static void close(SocketChannel peer) {
    try {
      peer.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
