package speeder.core.route;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import speeder.core.farm.Farm;
import speeder.core.farm.Stage;
import speeder.core.route.RouteFact.Weighted;
import speeder.core.value.Place;

/// The table of a farm's edge, worked out of its description and of who serves what.
public final class RouteTables {
  private RouteTables() {}

  public static RouteTable of(Farm farm, Exposure exposure) {
    var tenants = new TreeMap<String, RouteTable.Tenant>();
    for (var tenant : farm.tenants()) {
      for (var host : tenant.hosts()) {
        tenants.put(host, new RouteTable.Tenant(tenant.name(), tenant.lane()));
      }
    }
    var lanes = new TreeMap<String, RouteTable.Lane>();
    for (var lane : farm.lanes()) {
      var stages = lane.stages().stream().map(it -> stage(it, lane.name(), exposure)).toList();
      lanes.put(lane.name(), new RouteTable.Lane(stages));
    }
    var plan = farm.routes();
    return new RouteTable(
        exposure.wanted(), tenants, lanes, plan.debugHeader(), plan.debugBackends());
  }

  private static RouteTable.Stage stage(Stage stage, String lane, Exposure exposure) {
    var backends = new ArrayList<RouteTable.Backend>();
    exposure.places().entrySet().stream()
        .filter(entry -> isAt(entry.getKey(), lane, stage.name()))
        .forEach(entry -> backends.addAll(backends(entry.getValue())));
    return new RouteTable.Stage(stage.name(), stage.kind(), stage.sharePercent(), backends);
  }

  private static boolean isAt(Place place, String lane, String stage) {
    return place.lane().equals(lane) && place.stage().equals(stage);
  }

  private static List<RouteTable.Backend> backends(List<Weighted> weights) {
    return weights.stream()
        .map(it -> new RouteTable.Backend(it.release().text(), it.address(), it.weight()))
        .toList();
  }
}
