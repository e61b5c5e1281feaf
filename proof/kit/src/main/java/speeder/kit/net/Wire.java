package speeder.kit.net;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A port that leads to another one of this machine, until it is cut: then connections stay open
/// and nothing goes through, in neither direction, as behind a broken switch. Once it is mended,
/// what was held back goes on its way.
public final class Wire implements AutoCloseable {
  private static final int BUFFER = 8 << 10;

  private final ServerSocket listening;
  private final int to;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mended = lock.newCondition();
  private long budget = Long.MAX_VALUE;
  private Optional<byte[]> last = Optional.empty();
  private long passed;
  private volatile boolean closed;

  private Wire(ServerSocket listening, int to) {
    this.listening = listening;
    this.to = to;
  }

  public static Wire to(int port) throws IOException {
    var wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
    Thread.ofVirtual().start(wire::accept);
    return wire;
  }

  public int port() {
    return listening.getLocalPort();
  }

  public void cut() {
    cutAfter(0);
  }

  /// Lets so many bytes more through, of all connections and directions, and is cut.
  public void cutAfter(long bytes) {
    lock.lock();
    try {
      budget = bytes;
    } finally {
      lock.unlock();
    }
  }

  /// Lets everything through up to the first message to the other port that holds these words, this
  /// one whole, and is cut: it is heard there, and its answer stays away.
  public void cutAfter(String words) {
    lock.lock();
    try {
      last = Optional.of(words.getBytes(StandardCharsets.UTF_8));
    } finally {
      lock.unlock();
    }
  }

  /// Bytes that went through so far, of all connections and directions.
  public long passed() {
    lock.lock();
    try {
      return passed;
    } finally {
      lock.unlock();
    }
  }

  public void mend() {
    lock.lock();
    try {
      budget = Long.MAX_VALUE;
      last = Optional.empty();
      mended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!closed) {
      try {
        var from = listening.accept();
        sockets.add(from);
        Thread.ofVirtual().start(() -> connect(from));
      } catch (IOException over) {
        return;
      }
    }
  }

  private void connect(Socket from) {
    try {
      pass(0);
      var onward = new Socket(InetAddress.getLoopbackAddress(), to);
      sockets.add(onward);
      Thread.ofVirtual().start(() -> copy(from, onward, true));
      copy(onward, from, false);
    } catch (IOException | InterruptedException refused) {
      end(from);
    }
  }

  private void copy(Socket from, Socket onward, boolean asks) {
    var buffer = new byte[BUFFER];
    try {
      var in = from.getInputStream();
      var out = onward.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (asks && isLast(buffer, read)) out.write(buffer, 0, read);
        else forward(buffer, read, out);
      }
    } catch (IOException | InterruptedException broken) {
      // Both ends hear of it below.
    }
    end(from);
    end(onward);
  }

  /// Whether this is the last message that may pass; nothing else does from here on.
  private boolean isLast(byte[] buffer, int length) {
    lock.lock();
    try {
      if (last.isEmpty() || !holds(buffer, length, last.get())) return false;
      budget = 0;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private static boolean holds(byte[] buffer, int length, byte[] words) {
    for (int at = 0; at + words.length <= length; at++) {
      if (Arrays.equals(buffer, at, at + words.length, words, 0, words.length)) return true;
    }
    return false;
  }

  private void forward(byte[] buffer, int length, OutputStream out)
      throws IOException, InterruptedException {
    int done = 0;
    while (done < length) {
      int some = pass(length - done);
      out.write(buffer, done, some);
      out.flush();
      done += some;
    }
  }

  /// Waits until something may go through, and says how much of what is wanted.
  private int pass(int wanted) throws InterruptedException {
    lock.lock();
    try {
      while (budget <= 0 && !closed) mended.await();
      int some = (int) Math.min(wanted, budget);
      budget -= some;
      passed += some;
      return some;
    } finally {
      lock.unlock();
    }
  }

  private void end(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed.
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    mend();
    listening.close();
    sockets.forEach(this::end);
  }
}
