package speeder.server.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import speeder.api.Stop;
import speeder.core.world.Stops;
import speeder.engine.port.PortFailure;

/// What stands in lanes' way, as it is told.
final class StopReading {
  private final Times times;

  StopReading(Times times) {
    this.times = times;
  }

  List<Stop> all(Collection<Stops.Stop> stops) throws PortFailure {
    var told = new ArrayList<Stop>();
    for (var it : stops) told.add(one(it));
    return told;
  }

  private Stop one(Stops.Stop it) throws PortFailure {
    return new Stop(
        word(it.stopper()),
        it.at(),
        it.by(),
        it.why(),
        times.at(it.since()),
        it.until(),
        it.remedy());
  }

  /// A name of the core's as requests and answers write it.
  static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
