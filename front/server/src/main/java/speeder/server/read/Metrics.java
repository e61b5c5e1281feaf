package speeder.server.read;

import speeder.api.Convergence;
import speeder.core.schedule.Motion;
import speeder.core.world.Stops;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views;
import speeder.engine.port.Views.Table;
import speeder.server.Desk;
import speeder.server.fold.Folding;

/// Numbers in Prometheus' text format 0.0.4.
final class Metrics {
  private final Desk desk;
  private final Tables tables;
  private final StringBuilder text = new StringBuilder();

  private Metrics(Desk desk, Tables tables) {
    this.desk = desk;
    this.tables = tables;
  }

  static String text(Desk desk, Tables tables, Convergence convergence, int streams)
      throws PortFailure {
    var metrics = new Metrics(desk, tables);
    metrics.world();
    metrics.lanes();
    metrics.refusals();
    metrics.convergence(convergence);
    metrics.gauge("speeder_event_streams", "Clients that follow events.");
    metrics.value("speeder_event_streams", "", streams);
    return metrics.text.toString();
  }

  private void world() {
    var world = desk.world();
    one("speeder_journal_offset", "Offset of the last fact.", world.offset());
    one("speeder_view_offset", "Offset of the last fact that pages know.", tables.offset());
    var report = desk.report();
    one("speeder_leads", "Whether this server leads.", report.leads() ? 1 : 0);
    one("speeder_lag_ms", "Since all of the journal was known.", report.lag().toMillis());
    one("speeder_rollouts_open", "Rollouts that have not ended.", world.rollouts().open().size());
    one("speeder_slots", "Slots that stand, start or go.", world.slots().bySlot().size());
    one("speeder_deeds_running", "Deeds that run.", desk.running().size());
    one("speeder_deeds_waiting", "Deeds to be tried again.", world.schedule().delays().size());
    boolean behind = world.exposure().inForce() < world.exposure().wanted();
    one("speeder_sources_unread", "Sources that cannot be read.", desk.unread().size());
    one("speeder_edge_behind", "Whether the edge is owed a table.", behind ? 1 : 0);
  }

  private void lanes() {
    gauge(
        "speeder_lane_held",
        "Whether a lane is stopped: by a hold, a freeze, or what else its status says.");
    var world = desk.world();
    for (var lane : world.farm().lanes()) {
      int held = Stops.of(world, lane.name(), Motion.FORWARD).isPresent() ? 1 : 0;
      value("speeder_lane_held", label("lane", lane.name()), held);
    }
    gauge("speeder_calendars_unread", "A lane's calendars that cannot be read now.");
    for (var lane : world.farm().lanes()) {
      int unread = world.schedule().calendars().troubles(lane).size();
      value("speeder_calendars_unread", label("lane", lane.name()), unread);
    }
    gauge("speeder_lane_state", "1 for what a lane does.");
    for (var lane : world.farm().lanes()) {
      var state = LaneState.of(world, lane).word();
      value("speeder_lane_state", label("lane", lane.name()) + "," + label("state", state), 1);
    }
  }

  private void refusals() throws PortFailure {
    text.append("# HELP speeder_refusals_total Commands not obeyed, by code.\n");
    text.append("# TYPE speeder_refusals_total counter\n");
    for (var row : tables.list(Table.REFUSALS, "", Views.LIST_MAX, Folding.Count.class)) {
      value("speeder_refusals_total", label("code", row.code()), row.count());
    }
  }

  private void convergence(Convergence convergence) {
    gauge("speeder_convergence_ms", "From commit to served by main, of the last commits.");
    for (var lane : convergence.lanes()) {
      for (var it : lane.stations()) {
        var labels = label("lane", lane.lane()) + "," + label("station", it.station()) + ",";
        value("speeder_convergence_ms", labels + label("quantile", "0.5"), it.p50());
        value("speeder_convergence_ms", labels + label("quantile", "0.95"), it.p95());
      }
    }
    gauge("speeder_heads_waiting", "Heads that main does not serve yet.");
    for (var lane : convergence.lanes()) {
      value("speeder_heads_waiting", label("lane", lane.lane()), lane.waiting());
    }
  }

  private void one(String name, String help, long value) {
    gauge(name, help);
    value(name, "", value);
  }

  private void gauge(String name, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
  }

  private void value(String name, String labels, long value) {
    text.append(name);
    if (!labels.isEmpty()) text.append('{').append(labels).append('}');
    text.append(' ').append(value).append('\n');
  }

  private static String label(String name, String value) {
    var escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + "=\"" + escaped + '"';
  }
}
