package speeder.engine.port;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import speeder.core.value.Digest;

/// What was seen: rows of counts that change no decision by themselves. Losing the last second of
/// them in a power cut is blindness, not error.
public interface Observations {
  /// Rows of one append.
  int APPEND_MAX = 10_000;

  /// Rows of one read: a week of seconds.
  int READ_MAX = 700_000;

  int ROW_BYTES_MAX = 64 << 10;

  /// One row.
  ///
  /// @param watch key of the watch that saw it
  /// @param json its counts, one JSON value
  record Seen(String watch, Instant time, String json) {}

  /// Adds rows, all or none.
  ///
  /// @throws PortFailure refused `observation-too-large`; failed `no-space`
  void append(List<Seen> rows) throws PortFailure;

  /// Rows of a watch from a time on (included) to another (excluded), by time, those of one time in
  /// the order they came.
  ///
  /// @throws PortFailure refused `too-many-observations` above [#READ_MAX]
  List<Seen> read(String watch, Instant from, Instant until) throws PortFailure;

  /// Names the rows of a span, so that a verdict can be computed again from what it saw.
  default Digest digest(String watch, Instant from, Instant until) throws PortFailure {
    return digestOf(read(watch, from, until));
  }

  /// Takes away rows older than a time, of all watches, and says how many went.
  long prune(Instant before) throws PortFailure;

  /// The digest of rows: one line each, watch, time (ISO 8601) and JSON apart by tabs.
  static Digest digestOf(List<Seen> rows) {
    var sha256 = Digest.sha256();
    for (var row : rows) {
      var line = row.watch() + "\t" + row.time() + "\t" + row.json() + "\n";
      sha256.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Digest.ofHash(sha256.digest());
  }
}
