package speeder.manifest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.Acting;
import speeder.core.farm.Farm;
import speeder.core.farm.Lane;
import speeder.core.farm.Lane.Keep;
import speeder.core.farm.Lane.Watch;
import speeder.core.farm.Stage;
import speeder.core.farm.Target;
import speeder.core.farm.Triggers;

/// Reads `lanes`, and the targets they name.
final class LanesPart {
  private static final Keys KEYS =
      Keys.of(
              "external",
              "when",
              "calendar",
              "gate",
              "targets",
              "stages",
              "workloads",
              "expect",
              "window",
              "errors",
              "ahead",
              "slots",
              "unpacked",
              "autonomy",
              "paths",
              "agreement",
              "requires",
              "secrets")
          .later("watch", "name files of requests with `expect`, and errors with `errors`");
  private static final Keys TARGET =
      Keys.of("local").later("kubernetes", "use `{local: NAME}`, which runs on this machine");
  private static final Keys ERRORS = Keys.of("share", "requests");
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int REQUESTS_MAX = 1_000_000_000;
  private static final int CALENDARS_MAX = 10;
  private static final int AHEAD = 3;
  private static final int SLOTS = 4;
  private static final int UNPACKED = 10;
  private static final int KEPT_MAX = 50;

  /// Below [speeder.core.release.Releases#KEPT]: what is packed away must still be known.
  private static final int UNPACKED_MAX = 40;

  private final Folder folder;
  private final List<String> workloads;
  private final List<String> configuration;
  private final ActingPart acting;
  private final SortedMap<String, Target> targets = new TreeMap<>();

  /// @param configuration names of sources of that kind
  LanesPart(
      Folder folder,
      Collection<String> workloads,
      List<String> configuration,
      Collection<String> controls) {
    this.folder = folder;
    this.configuration = configuration;
    this.workloads = List.copyOf(workloads);
    this.acting = new ActingPart(controls);
  }

  List<Lane> read(Table table) {
    var lanes = new ArrayList<Lane>();
    table.each((name, spot) -> {
      table.key(name).ifPresent(key -> key.text(Form.NAME));
      lanes.add(lane(name, spot.table(KEYS)));
    });
    if (lanes.isEmpty()) table.place().wrong("at least one lane in `lanes`");
    if (lanes.size() > Farm.LANES_MAX) table.place().wrong("at most " + Farm.LANES_MAX + " lanes");
    return lanes;
  }

  List<Target> targets() {
    return List.copyOf(targets.values());
  }

  private Lane lane(String name, Table table) {
    var others = new ExternalPart(folder).read(table.at("external"));
    boolean external = others.isPresent();
    if (external) alone(table);
    var gate = new GatePart(folder).read(table.at("gate"));
    var stages = external ? List.<Stage>of() : new StagesPart(folder).read(table);
    var watch = watch(table);
    return new Lane(
        name,
        others,
        external ? Triggers.BY_HAND : WhenPart.read(table.at("when")),
        external ? List.of() : calendars(table),
        gate,
        external ? List.of() : targets(table),
        stages,
        external ? List.of() : workloads(table),
        watch,
        keep(table),
        external ? Acting.FREELY : acting.read(table),
        new PathsPart(folder, configuration, stages).read(table.at("paths"), gate, watch.window()),
        new SecretsPart(folder).read(table.at("secrets")));
  }

  /// Files, from the manifest's folder, and addresses.
  private List<String> calendars(Table table) {
    var calendars = new ArrayList<String>();
    for (var item : table.at("calendar").map(Spot::items).orElse(List.of())) {
      var text = item.text().orElse("");
      if (!text.contains("://")) calendars.add(folder.resolve(text));
      else item.text(Form.ADDRESS).ifPresent(calendars::add);
    }
    if (calendars.size() > CALENDARS_MAX) {
      table
          .at("calendar")
          .ifPresent(it -> it.wrong("at most %d calendars".formatted(CALENDARS_MAX)));
    }
    return calendars;
  }

  private static void alone(Table table) {
    for (var name : table.names()) {
      if (name.equals("external")) continue;
      table.key(name).ifPresent(key -> key.wrong("no other key beside `external`"));
    }
  }

  private List<String> targets(Table table) {
    var names = new ArrayList<String>();
    for (var item : table.need("targets").map(Spot::items).orElse(List.of())) {
      var name = item.table(TARGET).need("local").flatMap(spot -> spot.text(Form.NAME));
      if (name.filter(names::contains).isPresent()) item.wrong("each target once");
      else name.ifPresent(names::add);
    }
    names.forEach(name -> targets.put(name, new Target(name, Target.Kind.LOCAL)));
    if (names.isEmpty()) table.at("targets").ifPresent(LanesPart::empty);
    return names;
  }

  private static void empty(Spot spot) {
    if (spot.items().isEmpty()) spot.wrong("at least one target");
  }

  private List<String> workloads(Table table) {
    if (table.at("workloads").isEmpty()) return workloads;
    return table.at("workloads").get().items().stream()
        .flatMap(item -> item.word(workloads, "the name of a workload").stream())
        .toList();
  }

  private static Watch watch(Table table) {
    var errors = table.at("errors").map(spot -> spot.table(ERRORS));
    double share =
        errors
            .flatMap(all -> all.at("share"))
            .flatMap(Spot::percent)
            .map(percent -> percent / 100)
            .orElse(Watch.ERROR_SHARE_MAX);
    int requests =
        errors
            .map(e -> e.whole("requests", 1, REQUESTS_MAX, Watch.ERROR_REQUESTS_MIN))
            .orElse(Watch.ERROR_REQUESTS_MIN);
    return new Watch(table.at("window").flatMap(Spot::duration).orElse(WINDOW), share, requests);
  }

  private static Keep keep(Table table) {
    return new Keep(
        table.whole("ahead", 1, KEPT_MAX, AHEAD),
        table.whole("slots", Keep.SLOTS_MIN, KEPT_MAX, SLOTS),
        table.whole("unpacked", 1, UNPACKED_MAX, UNPACKED));
  }
}
