package speeder.core.supervision;

import java.util.List;

/// The edge's counters since its process started.
///
/// @param process id of the process that counts; when it changes, counts started anew
public record EdgeCounts(String process, List<Row> rows) {
  public EdgeCounts {
    rows = List.copyOf(rows);
  }

  /// The part that is about one release in one stage.
  public EdgeCounts of(Watched watched) {
    return new EdgeCounts(process, rows.stream().filter(row -> row.isOf(watched)).toList());
  }

  /// @param errors answers of 500 and above, and requests no answer came to
  /// @param mismatches answers whose container named another release than the edge believed
  public record Row(
      String lane, String stage, String release, long requests, long errors, long mismatches) {
    boolean isOf(Watched watched) {
      return lane.equals(watched.lane())
          && stage.equals(watched.stage())
          && release.equals(watched.release());
    }
  }
}
