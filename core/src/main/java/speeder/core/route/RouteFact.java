package speeder.core.route;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;

/// What happened to routes.
public sealed interface RouteFact {
  /// These places are to be served so, all in one table. Other places stay as they are.
  ///
  /// @param rollout offset of the rollout that asked for it; 0 where none did
  record Pointed(long rollout, SortedMap<Place, List<Weighted>> places) implements RouteFact {
    public Pointed {
      places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    }
  }

  /// The edge uses the table of this offset for every new request.
  record InForce(long table) implements RouteFact {}

  /// Whether a table went through is not known: the edge must be asked.
  record Unsure(long table) implements RouteFact {}

  /// The edge was asked after [Unsure] or [Silent], and uses another table.
  record NotInForce(long table) implements RouteFact {}

  /// Nobody answers for the edge, which was last known to use the table of this offset: it must be
  /// found again, or started, and asked.
  record Silent(long table) implements RouteFact {}

  /// A release of a place, where its slot answers, and how much of the place it gets.
  record Weighted(ReleaseId release, String address, int weight) {}
}
