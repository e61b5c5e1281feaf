package speeder.edge;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// Hands the listening socket on to child processes as their standard input.
///
/// Both edges then have the same socket: what waits in its backlog when one dies is accepted by the
/// other, and the port is never closed in between. Java passes nothing on but standard input,
/// output and error, and cannot put a socket there; so this calls dup2(2), the edge's one native
/// call. The other side is [System#inheritedChannel].
final class Inheritance {
  private static final int STANDARD_INPUT = 0;

  private Inheritance() {}

  /// Binds, and makes the socket this process's standard input too. Nobody else may open sockets
  /// meanwhile.
  static ServerSocketChannel bind(InetSocketAddress at) throws IOException {
    // The first channel of a process opens sockets of the JDK's own beside it.
    ServerSocketChannel.open().close();
    var before = sockets();
    var channel = EdgeServer.bound(at);
    var added = new HashSet<>(sockets());
    added.removeAll(before);
    if (added.size() != 1) {
      channel.close();
      throw new IOException("Cannot tell the listening socket among " + added + ".");
    }
    duplicate(added.iterator().next(), STANDARD_INPUT);
    return channel;
  }

  /// The socket that the process before bound.
  static ServerSocketChannel inherited() throws IOException {
    if (System.inheritedChannel() instanceof ServerSocketChannel channel) return channel;
    throw new IOException("Standard input is no listening socket: --standby is for edges alone.");
  }

  private static Set<Integer> sockets() throws IOException {
    var sockets = new HashSet<Integer>();
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (var descriptor : descriptors) {
        if (isSocket(descriptor)) sockets.add(Integer.valueOf(descriptor.getFileName().toString()));
      }
    }
    return sockets;
  }

  private static boolean isSocket(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (java.nio.file.NoSuchFileException closed) {
      return false;
    }
  }

  @SuppressWarnings("restricted") // the one native call, allowed by --enable-native-access
  private static void duplicate(int from, int to) throws IOException {
    var linker = Linker.nativeLinker();
    var form =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    var dup2 = linker.downcallHandle(linker.defaultLookup().findOrThrow("dup2"), form);
    if (call(dup2, from, to) != to) {
      throw new IOException("dup2(%d, %d) failed.".formatted(from, to));
    }
  }

  @SuppressWarnings("IllegalCatch") // invokeExact declares Throwable; dup2 throws nothing
  private static int call(java.lang.invoke.MethodHandle dup2, int from, int to) {
    try {
      return (int) dup2.invokeExact(from, to);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
