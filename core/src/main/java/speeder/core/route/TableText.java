package speeder.core.route;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import speeder.core.value.Digest;

/// The one text of a table that its digest is taken of: every value with its length before it
/// (netstrings, as `4:main,`), every collection with its size, in the table's own order.
final class TableText {
  private static final String FORM = "speeder.route.1";

  private final StringBuilder text = new StringBuilder();

  private TableText() {}

  static Digest digest(RouteTable table) {
    return Digest.of(new TableText().table(table).text.toString());
  }

  private TableText table(RouteTable table) {
    value(FORM).value(table.offset()).value(table.tenants().size());
    table.tenants().forEach((host, to) -> value(host).value(to.name()).value(to.lane()));
    value(table.lanes().size());
    table.lanes().forEach((name, lane) -> value(name).stages(lane.stages()));
    return value(table.debugHeader()).backends(table.debugBackends());
  }

  private void stages(List<RouteTable.Stage> stages) {
    value(stages.size());
    for (var stage : stages) {
      value(stage.name()).value(stage.kind().name()).value(stage.sharePercent());
      value(stage.backends().size());
      stage
          .backends()
          .forEach(one -> value(one.release()).value(one.address()).value(one.weight()));
    }
  }

  private TableText backends(Map<String, String> backends) {
    value(backends.size());
    backends.forEach((name, lane) -> value(name).value(lane));
    return this;
  }

  private TableText value(long number) {
    return value(Long.toString(number));
  }

  private TableText value(String value) {
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    text.append(length).append(':').append(value).append(',');
    return this;
  }
}
