package speeder.manifest;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import speeder.core.farm.Lane;
import speeder.core.farm.RoutePlan;
import speeder.core.farm.StageKind;

/// Reads `routes`.
final class RoutesPart {
  private static final Keys KEYS = Keys.of("edge", "debug");
  private static final Keys EDGE = Keys.of("listen");
  private static final Keys DEBUG =
      Keys.of("header", "backends")
          .later("cap", "limit users in front of the edge")
          .later("cache", "nothing: answers of debug stages are never cached by shared caches");
  private static final String LISTEN = "127.0.0.1:8080";
  private static final String HEADER = "X-Speeder-Debug";

  private RoutesPart() {}

  static RoutePlan read(Optional<Spot> spot, List<Lane> lanes) {
    var table = spot.map(part -> part.table(KEYS));
    var edge = table.flatMap(all -> all.at("edge")).map(part -> part.table(EDGE));
    var debug = table.flatMap(all -> all.at("debug")).map(part -> part.table(DEBUG));
    return new RoutePlan(
        edge.map(part -> part.text("listen", Form.LISTEN, LISTEN)).orElse(LISTEN),
        debug.map(part -> part.text("header", Form.HEADER, HEADER)).orElse(HEADER),
        debug.map(part -> part.map("backends", lane(lanes))).orElse(new TreeMap<>()));
  }

  private static Function<Spot, Optional<String>> lane(List<Lane> lanes) {
    Collection<String> all = lanes.stream().map(Lane::name).toList();
    Collection<String> debugging =
        lanes.stream()
            .filter(lane -> lane.stage(StageKind.DEBUG).isPresent())
            .map(Lane::name)
            .toList();
    return spot -> {
      var name = spot.word(all, "the name of a lane");
      return name.isEmpty() || debugging.contains(name.get())
          ? name
          : spot.wrong("a lane that has a debug stage");
    };
  }
}
