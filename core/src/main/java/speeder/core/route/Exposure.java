package speeder.core.route;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.route.RouteFact.InForce;
import speeder.core.route.RouteFact.NotInForce;
import speeder.core.route.RouteFact.Pointed;
import speeder.core.route.RouteFact.Silent;
import speeder.core.route.RouteFact.Unsure;
import speeder.core.route.RouteFact.Weighted;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;

/// The routes' slice: what each place is to be served by, and which table the edge is known to use.
///
/// @param wanted offset of the newest fact that changed the table
/// @param inForce offset of the table that the edge was last known to use
/// @param owed offset under which a table is owed to the edge; nothing when it has the newest
/// @param unsure whether the edge must be asked before it is told again
/// @param silent whether nobody answered for the edge when it was last looked at
public record Exposure(
    SortedMap<Place, List<Weighted>> places,
    long wanted,
    long inForce,
    Optional<Long> owed,
    boolean unsure,
    boolean silent) {
  public static final Exposure NONE =
      new Exposure(Collections.emptySortedMap(), 0, 0, Optional.empty(), false, false);

  public Exposure {
    places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
  }

  public Exposure apply(RouteFact fact, long offset) {
    return switch (fact) {
      case Pointed pointed -> pointed(pointed, offset);
      case InForce(var table) ->
          new Exposure(places, wanted, table, stillOwed(table), false, false);
      case Unsure _ -> owing(offset, true, silent);
      case Silent _ -> owing(offset, true, true);
      case NotInForce _ -> owing(offset, false, false);
    };
  }

  /// A new leader tells the edge again: it may have changed hands, or started anew.
  public Exposure tookOver(long offset) {
    return wanted == 0 ? this : owing(offset, false, false);
  }

  private Exposure owing(long offset, boolean unsure, boolean silent) {
    return new Exposure(places, wanted, inForce, Optional.of(offset), unsure, silent);
  }

  /// What the farm says beside routes has changed, so the edge needs a newer table.
  public Exposure redescribed(long offset) {
    return wanted == 0
        ? this
        : new Exposure(places, offset, inForce, Optional.of(offset), unsure, silent);
  }

  /// Which release gets most of a place.
  public Optional<ReleaseId> serving(Place place) {
    return weights(place).stream()
        .filter(weighted -> weighted.weight() > 0)
        .reduce((a, b) -> a.weight() >= b.weight() ? a : b)
        .map(Weighted::release);
  }

  public List<Weighted> weights(Place place) {
    return places.getOrDefault(place, List.of());
  }

  /// Whether a release gets new requests anywhere at a place.
  public boolean serves(Place place, ReleaseId release) {
    for (var weighted : weights(place)) {
      if (weighted.weight() > 0 && weighted.release().equals(release)) return true;
    }
    return false;
  }

  private Exposure pointed(Pointed fact, long offset) {
    var changed = new TreeMap<>(places);
    changed.putAll(fact.places());
    return new Exposure(changed, offset, inForce, Optional.of(offset), unsure, silent);
  }

  private Optional<Long> stillOwed(long table) {
    return table >= wanted ? Optional.empty() : owed;
  }
}
