package speeder.core.supervision;

import java.util.List;

/// The edge's counters since its process started.
///
/// @param process id of the process that counts; when it changes, counts started anew
public record EdgeCounts(String process, List<Row> rows) {
  public EdgeCounts {
    rows = List.copyOf(rows);
  }

  /// @param errors answers of 500 and above, and requests no answer came to
  /// @param mismatches answers whose container named another release than the edge believed
  public record Row(
      String lane, String stage, String release, long requests, long errors, long mismatches) {}
}
