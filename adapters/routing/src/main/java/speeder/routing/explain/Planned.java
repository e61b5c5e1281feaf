package speeder.routing.explain;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import speeder.core.farm.Farm;
import speeder.core.farm.StageKind;
import speeder.core.route.ClientCookie;
import speeder.core.route.RouteTable;
import speeder.core.route.RouteTable.Stage;

/// Who serves a request by a manifest alone, where every stage has a release.
///
/// @param shares how the lane's clients are spread over its stages; none where a header decided
public record Planned(Explanation explanation, List<Share> shares) {
  private static final String CANARY = "canary-share";
  private static final String MAIN = "main";
  private static final String OTHERS = "external-lane";

  /// @param percent of the lane's clients
  public record Share(String stage, int percent) {}

  public Planned {
    shares = List.copyOf(shares);
  }

  /// A client without a cookie is taken for one of those that no share takes; the shares are told.
  public static Planned of(Farm farm, URI url, Headers headers) {
    var table = PlannedTable.of(farm);
    var client = ClientCookie.in(headers.cookies());
    var asked = client.isPresent() ? table : withoutShares(table);
    var found = Explanation.of(asked, url, headers, client, 0);
    if (!found.rule().equals(MAIN) && !found.rule().equals(CANARY)) {
      return new Planned(found, List.of());
    }
    var shares = shares(table, found.lane());
    if (shares.isEmpty()) {
      return new Planned(byOthers(found), shares);
    }
    return new Planned(client.isPresent() ? found : told(found, shares), shares);
  }

  private static Explanation byOthers(Explanation found) {
    return new Explanation(
        true,
        found.tenant(),
        found.lane(),
        Optional.empty(),
        Optional.empty(),
        found.backend(),
        OTHERS,
        found.why() + " Others deploy that lane and serve it.");
  }

  private static Explanation told(Explanation found, List<Share> shares) {
    var canaries = shares.stream().limit(shares.size() - 1L).map(Planned::told).toList();
    return canaries.isEmpty()
        ? found
        : found.and(
            "Of clients without a %s cookie %s instead, and stay there."
                .formatted(ClientCookie.NAME, String.join(", ", canaries)));
  }

  private static String told(Share share) {
    return "%d %% go to stage %s".formatted(share.percent(), share.stage());
  }

  /// Canaries, then main; nothing of a lane that others deploy.
  private static List<Share> shares(RouteTable table, Optional<String> lane) {
    var shares = new ArrayList<Share>();
    int rest = 100;
    var found = lane.flatMap(name -> Optional.ofNullable(table.lanes().get(name)));
    for (var stage : found.map(RouteTable.Lane::stages).orElse(List.of())) {
      if (stage.name().equals(PlannedTable.OTHERS) || stage.kind() == StageKind.DEBUG) continue;
      int percent = stage.kind() == StageKind.MAIN ? rest : stage.sharePercent();
      rest -= percent;
      shares.add(new Share(stage.name(), percent));
    }
    return shares;
  }

  private static RouteTable withoutShares(RouteTable table) {
    var lanes = new TreeMap<String, RouteTable.Lane>();
    table
        .lanes()
        .forEach((name, lane) ->
            lanes.put(
                name,
                new RouteTable.Lane(lane.stages().stream().map(Planned::withoutShare).toList())));
    return new RouteTable(
        table.offset(), table.tenants(), lanes, table.debugHeader(), table.debugBackends());
  }

  private static Stage withoutShare(Stage stage) {
    return new Stage(stage.name(), stage.kind(), 0, stage.backends());
  }
}
