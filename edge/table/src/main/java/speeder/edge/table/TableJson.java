package speeder.edge.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.StageKind;
import speeder.core.route.RouteTable;
import speeder.core.route.RouteTable.Backend;
import speeder.core.route.RouteTable.Lane;
import speeder.core.route.RouteTable.Stage;
import speeder.core.route.RouteTable.Tenant;

/// The text of a table: the same bytes for the same content.
///
/// A form, once written, is read for ever: each has its reader here. A higher form, a field that
/// the form does not have, and content that is not what the digest says are damage: half a table is
/// worse than the last whole one.
public final class TableJson {
  /// The newest form, the one that is written.
  public static final int FORM = 1;

  /// The largest table that is read.
  public static final int BYTES_MAX = 64 << 20;

  private static final int WEIGHT_MAX = 1_000_000;
  private static final int PERCENT_MAX = 100;

  private TableJson() {}

  public static byte[] write(EdgeTable edge) {
    var table = edge.table();
    return JsonText.object(out ->
        out.field("form", FORM)
            .field("offset", table.offset())
            .field("token", t -> t.field("term", edge.term()).field("offset", edge.offset()))
            .field("digest", table.digest().text())
            .map("tenants", table.tenants(), TableJson::tenant)
            .map(
                "lanes",
                table.lanes(),
                (o, lane) -> o.list("stages", lane.stages(), TableJson::stage))
            .field("debug", debug -> debug(debug, table)));
  }

  /// @param origin of the bytes, for people
  public static EdgeTable read(byte[] bytes, String origin) throws Damage {
    var root = Json.read(bytes, origin).fields();
    long form = root.get("form").whole();
    if (form == 1) return first(root);
    var what = "form %d or older; form %d needs a newer speeder".formatted(FORM, form);
    throw root.get("form").at().expected(what);
  }

  private static EdgeTable first(Json.Fields root) throws Damage {
    root.only(List.of("form", "offset", "token", "digest", "tenants", "lanes", "debug"));
    var token = root.get("token").fields();
    var debug = root.get("debug").fields();
    var table =
        new RouteTable(
            root.get("offset").whole(),
            each(root.get("tenants"), TableJson::tenant),
            each(root.get("lanes"), TableJson::lane),
            debug.get("header").text(),
            each(debug.get("backends"), Json::text));
    var digest = root.get("digest");
    if (!table.digest().text().equals(digest.text())) {
      throw digest.at().expected("the digest of the content, " + table.digest());
    }
    return new EdgeTable(table, token.get("term").whole(), token.get("offset").whole());
  }

  private static void tenant(JsonText out, Tenant tenant) {
    out.field("name", tenant.name()).field("lane", tenant.lane());
  }

  private static Tenant tenant(Json json) throws Damage {
    return new Tenant(json.fields().get("name").text(), json.fields().get("lane").text());
  }

  private static Lane lane(Json json) throws Damage {
    var stages = new ArrayList<Stage>();
    for (var stage : json.fields().get("stages").items()) stages.add(stage(stage.fields()));
    return new Lane(stages);
  }

  private static void stage(JsonText out, Stage stage) {
    out.field("name", stage.name())
        .field("kind", stage.kind().name().toLowerCase(Locale.ROOT))
        .field("share_percent", stage.sharePercent())
        .list("backends", stage.backends(), TableJson::backend);
  }

  private static Stage stage(Json.Fields json) throws Damage {
    var backends = new ArrayList<Backend>();
    for (var backend : json.get("backends").items()) backends.add(backend(backend.fields()));
    int share = json.get("share_percent").whole(0, PERCENT_MAX);
    return new Stage(json.get("name").text(), kind(json.get("kind")), share, backends);
  }

  private static StageKind kind(Json json) throws Damage {
    return switch (json.text()) {
      case "debug" -> StageKind.DEBUG;
      case "canary" -> StageKind.CANARY;
      case "main" -> StageKind.MAIN;
      default -> throw json.at().expected("debug, canary or main");
    };
  }

  private static void backend(JsonText out, Backend backend) {
    out.field("release", backend.release())
        .field("address", backend.address())
        .field("weight", backend.weight());
  }

  private static Backend backend(Json.Fields json) throws Damage {
    var address = json.get("address");
    if (!address.text().matches("(\\[[0-9a-fA-F:.]+]|[^:/@\\s]+):[0-9]{1,5}")) {
      throw address.at().expected("host:port");
    }
    int weight = json.get("weight").whole(0, WEIGHT_MAX);
    return new Backend(json.get("release").text(), address.text(), weight);
  }

  private static void debug(JsonText out, RouteTable table) {
    out.field("header", table.debugHeader()).texts("backends", table.debugBackends());
  }

  private static <T> SortedMap<String, T> each(Json json, Reader<T> reader) throws Damage {
    var map = new TreeMap<String, T>();
    for (var field : json.fields().byName().entrySet()) {
      map.put(field.getKey(), reader.read(field.getValue()));
    }
    return map;
  }

  private interface Reader<T> {
    T read(Json json) throws Damage;
  }
}
