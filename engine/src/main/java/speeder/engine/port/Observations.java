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

  /// What [#append] refuses, wherever the rows go.
  static void checkSizes(List<Seen> rows) throws PortFailure {
    if (rows.size() > APPEND_MAX) {
      throw PortFailure.refused(
          "too-many-observations",
          "%d rows at once; at most %d go.".formatted(rows.size(), APPEND_MAX),
          "Append them in parts.");
    }
    for (var row : rows) {
      int bytes = row.json().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > ROW_BYTES_MAX) {
        throw PortFailure.refused(
            "observation-too-large",
            "A row of %s holds %d bytes; at most %d go."
                .formatted(row.watch(), bytes, ROW_BYTES_MAX),
            "Keep counts in it, and text in the logs.");
      }
    }
  }

  /// What [#read] refuses, wherever the rows are.
  static void checkCount(String watch, long count) throws PortFailure {
    if (count > READ_MAX) {
      throw PortFailure.refused(
          "too-many-observations",
          "%s saw more than %d rows in that span.".formatted(watch, READ_MAX),
          "Ask for a shorter span.");
    }
  }
}
