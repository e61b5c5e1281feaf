package speeder.edge;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import speeder.core.route.RouteTable.Backend;

/// Requests under way, by the backend that has them.
final class Flights {
  private record Place(String release, String address) {}

  private final ConcurrentHashMap<Place, AtomicInteger> byPlace = new ConcurrentHashMap<>();

  void begin(Backend backend) {
    at(backend).incrementAndGet();
  }

  void end(Backend backend) {
    at(backend).decrementAndGet();
  }

  /// @param where an address or a release
  long at(String where) {
    return byPlace.entrySet().stream()
        .filter(entry -> isAt(entry.getKey(), where))
        .mapToLong(entry -> entry.getValue().get())
        .sum();
  }

  private static boolean isAt(Place place, String where) {
    return place.address().equals(where) || place.release().equals(where);
  }

  private AtomicInteger at(Backend backend) {
    var place = new Place(backend.release(), backend.address());
    return byPlace.computeIfAbsent(place, _ -> new AtomicInteger());
  }
}
