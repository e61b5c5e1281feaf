package speeder.core.world;

import java.util.List;
import java.util.SortedMap;
import speeder.core.route.RouteFact;
import speeder.core.route.RouteFact.Weighted;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;

/// Saying who serves a place.
final class Pointing {
  private static final int ALL = 100;

  private Pointing() {}

  /// Wants a table. The edge is told at once, however long it was to be left alone after the last
  /// failure: going back must not wait for that.
  static void point(Pen pen, long rollout, SortedMap<Place, List<Weighted>> places) {
    pen.write(new RouteFact.Pointed(rollout, places));
    Delays.forget(pen, "publish");
    Delays.forget(pen, "look-edge");
  }

  /// Names every ready slot of a place, and gives all of it to one release.
  static List<Weighted> weights(World world, Place place, ReleaseId all) {
    return world.slots().at(place).stream()
        .flatMap(slot ->
            world.slots().address(slot).stream().map(at -> weighted(slot.release(), at, all)))
        .toList();
  }

  private static Weighted weighted(ReleaseId release, String address, ReleaseId all) {
    return new Weighted(release, address, release.equals(all) ? ALL : 0);
  }
}
