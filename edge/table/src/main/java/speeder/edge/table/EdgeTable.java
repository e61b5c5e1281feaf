package speeder.edge.table;

import java.util.Comparator;
import speeder.core.route.RouteTable;

/// A table, and the token it was published with: as the edge keeps it.
///
/// @param term of the token: the offset of the leader's take-over fact
/// @param offset of the token's key
public record EdgeTable(RouteTable table, long term, long offset) {
  private static final Comparator<EdgeTable> BY_TOKEN =
      Comparator.comparingLong(EdgeTable::term).thenComparingLong(EdgeTable::offset);

  /// Whether the other's publisher outranks this one's.
  public boolean isOutrankedBy(EdgeTable other) {
    return BY_TOKEN.compare(this, other) < 0;
  }

  public String token() {
    return term + ":" + offset;
  }
}
