package speeder.routing.explain;

import java.util.List;
import java.util.TreeMap;
import speeder.core.farm.Farm;
import speeder.core.farm.Lane;
import speeder.core.farm.Stage;
import speeder.core.farm.StageKind;
import speeder.core.route.Exposure;
import speeder.core.route.RouteTable;
import speeder.core.route.RouteTable.Backend;
import speeder.core.route.RouteTables;

/// The table of a farm in which every stage of every lane serves: what a manifest promises,
/// whatever stands where. Backends are named by what they stand for: `lane/stage`, and a lane that
/// others deploy by its name.
final class PlannedTable {
  /// The one stage of a lane that others deploy.
  static final String OTHERS = "(others)";

  private PlannedTable() {}

  static RouteTable of(Farm farm) {
    var bare = RouteTables.of(farm, Exposure.NONE);
    var lanes = new TreeMap<String, RouteTable.Lane>();
    for (var lane : farm.lanes()) lanes.put(lane.name(), planned(lane));
    return new RouteTable(0, bare.tenants(), lanes, bare.debugHeader(), bare.debugBackends());
  }

  private static RouteTable.Lane planned(Lane lane) {
    if (lane.external()) return new RouteTable.Lane(List.of(others(lane)));
    return new RouteTable.Lane(lane.stages().stream().map(it -> planned(lane, it)).toList());
  }

  private static RouteTable.Stage planned(Lane lane, Stage stage) {
    var backend = backend(lane.name() + "/" + stage.name());
    return new RouteTable.Stage(stage.name(), stage.kind(), stage.sharePercent(), List.of(backend));
  }

  private static RouteTable.Stage others(Lane lane) {
    return new RouteTable.Stage(OTHERS, StageKind.MAIN, 0, List.of(backend(lane.name())));
  }

  private static Backend backend(String name) {
    return new Backend("", name, 1);
  }
}
