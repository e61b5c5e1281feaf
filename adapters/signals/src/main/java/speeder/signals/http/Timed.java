package speeder.signals.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/// What comes from a socket until a deadline, however slowly it trickles.
final class Timed extends InputStream {
  private final Socket socket;
  private final InputStream in;
  private final long until;

  /// @param until a time of [System#nanoTime()]
  Timed(Socket socket, long until) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.until = until;
  }

  @Override
  public int read() throws IOException {
    socket.setSoTimeout(Exchange.millisLeft(until));
    return in.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    socket.setSoTimeout(Exchange.millisLeft(until));
    return in.read(buffer, offset, length);
  }
}
