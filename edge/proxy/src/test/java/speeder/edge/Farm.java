package speeder.edge;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import speeder.core.farm.StageKind;
import speeder.core.route.RouteTable;
import speeder.core.route.RouteTable.Backend;
import speeder.core.route.RouteTable.Lane;
import speeder.core.route.RouteTable.Stage;
import speeder.core.route.RouteTable.Tenant;
import speeder.edge.table.EdgeTable;

/// Tables of a farm with one lane.
final class Farm {
  static final String HOST = "test.wiki.example";
  static final String DEBUG = "X-Wikimedia-Debug";

  private Farm() {}

  static EdgeTable main(long offset, Backend... main) {
    return table(offset, List.of(), 0, List.of(), List.of(main));
  }

  static EdgeTable table(
      long offset, List<Backend> debug, int share, List<Backend> canary, List<Backend> main) {
    var lane =
        new Lane(
            List.of(
                new Stage("debug", StageKind.DEBUG, 0, debug),
                new Stage("canary", StageKind.CANARY, share, canary),
                new Stage("main", StageKind.MAIN, 0, main)));
    var table =
        new RouteTable(
            offset,
            new TreeMap<>(Map.of(HOST, new Tenant("testwiki", "pretrain"))),
            new TreeMap<>(Map.of("pretrain", lane)),
            DEBUG,
            new TreeMap<>(Map.of("next", "pretrain")));
    return new EdgeTable(table, 1, offset);
  }
}
