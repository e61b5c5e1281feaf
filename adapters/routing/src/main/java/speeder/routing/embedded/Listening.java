package speeder.routing.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import speeder.edge.table.Reply.Who;
import speeder.engine.port.PortFailure;

/// Where an edge is to listen, against what is there.
final class Listening {
  private Listening() {}

  /// @throws PortFailure refused `edge-listens-elsewhere`
  static void same(Who serving, String listen) throws PortFailure {
    var is = address(serving.listen());
    var should = address(listen);
    boolean here =
        is.getAddress().equals(should.getAddress())
            || (is.getAddress().isAnyLocalAddress() && should.getAddress().isAnyLocalAddress());
    if (here && (should.getPort() == 0 || should.getPort() == is.getPort())) return;
    throw PortFailure.refused(
        "edge-listens-elsewhere",
        "The edge serves at %s, and the manifest's routes say %s."
            .formatted(serving.listen(), listen),
        "Put `edge.listen` back. Or end the edge and start the server again: speeder server --data"
            + " FOLDER --remove-all, which ends every container, too, so that nothing is served"
            + " meanwhile.");
  }

  static boolean isFree(String listen) throws PortFailure {
    try (var probe = ServerSocketChannel.open()) {
      probe.bind(address(listen));
      return true;
    } catch (BindException taken) {
      return false;
    } catch (IOException other) {
      throw PortFailure.failed(
          "edge-did-not-start",
          "The edge cannot listen at %s: %s.".formatted(listen, other.getMessage()),
          "Let `edge.listen` name an address of this machine.");
    }
  }

  /// @throws PortFailure refused `port-in-use`
  static void free(String listen) throws PortFailure {
    if (isFree(listen)) return;
    throw PortFailure.refused(
        "port-in-use",
        "The edge cannot listen at %s: another program does, or it is no address of this machine."
            .formatted(listen),
        "Stop that program, or give routes another `edge.listen`.");
  }

  private static InetSocketAddress address(String text) throws PortFailure {
    int colon = text.lastIndexOf(':');
    var address =
        new InetSocketAddress(
            text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    if (!address.isUnresolved()) return address;
    throw PortFailure.refused(
        "edge-address-unknown",
        "Nobody knows the address of %s, where the edge is to listen.".formatted(text),
        "Let `edge.listen` name an address of this machine.");
  }
}
