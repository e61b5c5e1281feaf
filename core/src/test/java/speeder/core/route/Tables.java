package speeder.core.route;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import speeder.core.farm.StageKind;
import speeder.core.route.RouteTable.Backend;
import speeder.core.route.RouteTable.Lane;
import speeder.core.route.RouteTable.Stage;
import speeder.core.route.RouteTable.Tenant;

/// A small farm: two lanes, two wikis, one debug backend of each lane.
final class Tables {
  static final Backend DEBUG = new Backend("r-new", "10.0.0.1:8080", 1);
  static final Backend CANARY = new Backend("r-new", "10.0.0.2:8080", 1);
  static final Backend MAIN = new Backend("r-old", "10.0.0.3:8080", 1);
  static final Backend TRAIN = new Backend("r-train", "10.0.0.9:8080", 1);

  private Tables() {}

  static RouteTable farm(int share) {
    return farm(List.of(DEBUG), share, List.of(CANARY), List.of(MAIN));
  }

  static RouteTable farm(List<Backend> debug, int share, List<Backend> canary, List<Backend> main) {
    var pretrain =
        new Lane(
            List.of(
                new Stage("debug", StageKind.DEBUG, 0, debug),
                new Stage("canary", StageKind.CANARY, share, canary),
                new Stage("main", StageKind.MAIN, 0, main)));
    var train = new Lane(List.of(new Stage("main", StageKind.MAIN, 0, List.of(TRAIN))));
    return new RouteTable(
        7,
        new TreeMap<>(
            Map.of(
                "test.wiki.example", new Tenant("testwiki", "pretrain"),
                "de.wiki.example", new Tenant("dewiki", "train"),
                "lost.wiki.example", new Tenant("lostwiki", "nowhere"))),
        new TreeMap<>(Map.of("pretrain", pretrain, "train", train)),
        "X-Wikimedia-Debug",
        new TreeMap<>(Map.of("next", "pretrain", "train", "train", "gone", "nowhere")));
  }
}
