package speeder.core.route;

import static speeder.core.route.Answer.Reason.DEBUG_EMPTY;
import static speeder.core.route.Answer.Reason.LANE_EMPTY;
import static speeder.core.route.Answer.Reason.UNKNOWN_HOST;
import static speeder.core.route.Answer.Reason.UNKNOWN_LANE;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import speeder.core.farm.StageKind;
import speeder.core.route.Answer.NotServed;
import speeder.core.route.Answer.Reason;
import speeder.core.route.Answer.Rule;
import speeder.core.route.Answer.Served;
import speeder.core.route.RouteTable.Backend;
import speeder.core.route.RouteTable.Stage;
import speeder.core.route.RouteTable.Tenant;
import speeder.core.value.Refusal;

/// Says who serves a request. The edge asks it for every request, `explain` for one.
///
/// The host picks the tenant and the tenant its lane. A debug header that names a known backend
/// picks that lane's debug stage, for any tenant. Else the client is in a canary share or not, and
/// stays so; the rest goes to main. Inside a stage weights decide, and stay with the client. Weight
/// 0 gets nothing new.
public final class Routing {
  private static final String REMEDY_TABLE = "See: speeder status";

  private Routing() {}

  public static Answer resolve(RouteTable table, RequestFacts request) {
    var host = Hosts.normal(request.host());
    var tenant = table.tenants().get(host);
    if (tenant == null) {
      return refused(
          UNKNOWN_HOST,
          "No tenant has the host %s.".formatted(host.isEmpty() ? "(none)" : host),
          "Ask for a host that the manifest's tenants list.");
    }
    var named = DebugHeader.backend(request.debug());
    var lane = named.flatMap(name -> Optional.ofNullable(table.debugBackends().get(name)));
    return named.isPresent() && lane.isPresent()
        ? debug(table, tenant, named.get(), lane.get(), request)
        : usual(table, tenant, named, request);
  }

  private static Answer debug(
      RouteTable table, Tenant tenant, String name, String laneName, RequestFacts request) {
    var lane = table.lanes().get(laneName);
    if (lane == null) return unknownLane("Debug backend " + name, laneName);
    for (var stage : lane.stages()) {
      var order = order(laneName, stage, client(request));
      if (stage.kind() == StageKind.DEBUG && !order.isEmpty()) {
        var newClient = newClient(order.size() > 1, request);
        return served(tenant, laneName, stage, order, Grounds.debug(name), newClient);
      }
    }
    return refused(
        DEBUG_EMPTY,
        "%s asks for %s, and nothing serves the debug stage of lane %s."
            .formatted(table.debugHeader(), name, laneName),
        "Leave the header out, or wait until a release stands there.");
  }

  private static Answer usual(
      RouteTable table, Tenant tenant, Optional<String> debug, RequestFacts request) {
    var lane = table.lanes().get(tenant.lane());
    if (lane == null) return unknownLane("Tenant " + tenant.name(), tenant.lane());
    var client = client(request);
    double percent = Sticky.percent(client, tenant.lane());
    double from = 0;
    var empty = new ArrayList<String>();
    for (var stage : lane.stages()) {
      double upTo = from + share(stage);
      if ((percent >= from && percent < upTo) || stage.kind() == StageKind.MAIN) {
        var order = order(tenant.lane(), stage, client);
        if (!order.isEmpty()) {
          var grounds = new Grounds(debug, percent, from, upTo, empty);
          var newClient = newClient(lane.stages().stream().anyMatch(Routing::chooses), request);
          return served(tenant, tenant.lane(), stage, order, grounds, newClient);
        }
        empty.add(stage.name());
      }
      from = upTo;
    }
    return refused(
        LANE_EMPTY,
        "Tenant %s is in lane %s, and nothing serves what would take this client: stage %s."
            .formatted(tenant.name(), tenant.lane(), String.join(", ", empty)),
        REMEDY_TABLE);
  }

  private static Served served(
      Tenant tenant,
      String lane,
      Stage stage,
      List<Backend> order,
      Grounds grounds,
      Optional<String> newClient) {
    var otherwise = order.size() > 1 ? Optional.of(order.get(1)) : Optional.<Backend>empty();
    return new Served(
        tenant.name(),
        lane,
        stage.name(),
        order.getFirst(),
        otherwise,
        rule(stage),
        grounds,
        newClient);
  }

  private static Rule rule(Stage stage) {
    return switch (stage.kind()) {
      case DEBUG -> Rule.DEBUG_HEADER;
      case CANARY -> Rule.CANARY_SHARE;
      case MAIN -> Rule.MAIN;
    };
  }

  private static int share(Stage stage) {
    return stage.kind() == StageKind.CANARY ? stage.sharePercent() : 0;
  }

  private static List<Backend> order(String lane, Stage stage, String client) {
    return Sticky.order(stage.backends(), client, lane + "/" + stage.name());
  }

  private static String client(RequestFacts request) {
    return request.client().orElseGet(() -> HexFormat.of().toHexDigits(request.draw()));
  }

  /// A client is named only where its name decides something.
  private static Optional<String> newClient(boolean decides, RequestFacts request) {
    return decides && request.client().isEmpty() ? Optional.of(client(request)) : Optional.empty();
  }

  private static boolean chooses(Stage stage) {
    long standing = stage.backends().stream().filter(one -> one.weight() > 0).count();
    return switch (stage.kind()) {
      case DEBUG -> false;
      case CANARY -> standing > 0 && stage.sharePercent() > 0;
      case MAIN -> standing > 1;
    };
  }

  private static NotServed unknownLane(String who, String lane) {
    return refused(
        UNKNOWN_LANE, "%s is in lane %s, which has no route.".formatted(who, lane), REMEDY_TABLE);
  }

  private static NotServed refused(Reason reason, String sentence, String remedy) {
    var code = "route-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new NotServed(reason, new Refusal(code, sentence, remedy));
  }
}
