package speeder.edge;

import java.time.Duration;
import speeder.edge.table.Ask;

/// Every limit and wait of the edge.
final class Limits {
  /// Clients connected at once; further ones wait in the backlog.
  static final int CLIENTS = 4096;

  /// Connections that wait to be accepted, also while nobody accepts: between the death of one edge
  /// and the next one's first accept. The kernel's own limit, `somaxconn`, is 4096.
  static final int BACKLOG = 4096;

  /// Bytes of a request's or answer's headers.
  static final int HEADER_BYTES = 32 << 10;

  /// A client that neither sends nor reads for so long while it should is given up.
  static final Duration CLIENT_IDLE = Duration.ofSeconds(60);

  /// Connections to one backend, of each of the two kinds (kept alive, fresh).
  static final int BACKEND_CONNECTIONS = 512;

  /// Requests that wait for a connection to one backend.
  static final int BACKEND_QUEUE = 1024;

  /// A container that listens on this machine answers at once or not at all.
  static final Duration BACKEND_CONNECT = Duration.ofSeconds(2);

  /// An answer that does not move for so long is given up.
  static final Duration BACKEND_IDLE = Duration.ofMinutes(3);

  /// How long a connection is kept for the next request: less than what servers keep theirs
  /// (Apache's KeepAliveTimeout is 5 s), so that it is mostly the edge that closes.
  static final Duration BACKEND_KEEP = Duration.ofSeconds(3);

  /// How long what is known of an address is kept after its last request.
  static final Duration BACKEND_FORGET = Duration.ofSeconds(60);

  /// How long requests under way may take to end once the edge is told to.
  static final Duration DRAIN = Ask.DRAIN;

  /// How long a client that kept its connection has to ask once more, and be told that it closes.
  static final Duration LINGER = Duration.ofSeconds(1);

  /// How long a new table waits for requests that are just being decided by the old one.
  static final Duration DECIDING = Duration.ofSeconds(5);

  /// Asks at once over the socket; a further one is turned away.
  static final int ASKS = 32;

  /// How long an ask may take to come and its answer to go.
  static final Duration ASK = Duration.ofSeconds(30);

  /// How long nobody is let in to ask after one could not be.
  static final Duration LET_IN_AGAIN = Duration.ofMillis(100);

  /// What may be logged in a minute; what is more is counted.
  static final int LOG_RECORDS = 100;

  /// A longer log loses its older half.
  static final int LOG_BYTES = 4 << 20;

  /// A standby that dies is started again after this, doubled each time up to [#RESTART_MAX].
  static final Duration RESTART = Duration.ofMillis(200);

  static final Duration RESTART_MAX = Duration.ofSeconds(30);

  /// A standby that lived so long counts as healthy, and the wait starts anew.
  static final Duration HEALTHY = Duration.ofSeconds(60);

  /// How long a standby may take to end when it is asked to.
  static final Duration END = Duration.ofSeconds(5);

  /// How long a client keeps the name it was given.
  static final Duration CLIENT_KNOWN = Duration.ofDays(30);

  static final int THREADS = 64;
  static final int SELECTORS = 2;

  private Limits() {}
}
