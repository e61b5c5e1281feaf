package speeder.manifest;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import speeder.core.farm.Stage;
import speeder.core.farm.StageKind;

/// Reads the `stages` of a lane. A stage called `debug`, `canary` or `main` is of that kind.
final class StagesPart {
  private static final Keys KEYS = Keys.of("kind", "share", "bake", "expect", "autonomy");
  private static final List<String> KINDS = List.of("debug", "canary", "main");
  private static final int CANARY_PERCENT = 10;
  private static final Duration BAKE = Duration.ofMinutes(5);

  private final Folder folder;

  StagesPart(Folder folder) {
    this.folder = folder;
  }

  List<Stage> read(Table lane) {
    var spot = lane.need("stages");
    if (spot.isEmpty()) return List.of();
    var table = spot.get().table();
    var stages = new ArrayList<Stage>();
    table.each((name, inside) ->
        table
            .key(name)
            .flatMap(key -> key.text(Form.NAME).flatMap(_ -> kind(key, inside)))
            .ifPresent(kind -> stages.add(stage(name, kind, inside.table(KEYS), lane))));
    if (stages.size() == table.names().size()) order(spot.get(), stages);
    return stages;
  }

  private static Optional<StageKind> kind(Spot key, Spot inside) {
    var said = inside.isTable() ? inside.table().at("kind") : Optional.<Spot>empty();
    var word =
        said.isPresent()
            ? said.get().word(KINDS)
            : key.word(KINDS, "`debug`, `canary` or `main`, or a `kind` that says which it is");
    return word.map(text ->
        switch (text) {
          case "debug" -> StageKind.DEBUG;
          case "canary" -> StageKind.CANARY;
          default -> StageKind.MAIN;
        });
  }

  private Stage stage(String name, StageKind kind, Table table, Table lane) {
    var expect = table.at("expect").isPresent() ? table : lane;
    return new Stage(
        name,
        kind,
        share(kind, table),
        table.at("bake").flatMap(Spot::duration).orElse(bake(kind)),
        expect.texts("expect").stream().map(folder::resolve).toList());
  }

  private static Duration bake(StageKind kind) {
    return kind == StageKind.CANARY ? BAKE : Duration.ZERO;
  }

  private static int share(StageKind kind, Table table) {
    return switch (kind) {
      case DEBUG -> fixed(table, 0, "no `share` here: debug is reached by header only");
      case MAIN -> fixed(table, 100, "no `share` here: main takes the rest");
      case CANARY -> canary(table);
    };
  }

  private static int fixed(Table table, int percent, String expected) {
    table.key("share").ifPresent(key -> key.wrong(expected));
    return percent;
  }

  private static int canary(Table table) {
    var share = table.at("share").flatMap(Spot::percent);
    if (share.filter(p -> p < 1 || p > 99 || p != Math.rint(p)).isPresent()) {
      table.at("share").ifPresent(spot -> spot.wrong("a whole share from `1%` to `99%`"));
    }
    return share.map(Double::intValue).orElse(CANARY_PERCENT);
  }

  /// One debug stage at most, then canaries, then one main; canaries leave something to main.
  private static void order(Spot spot, List<Stage> stages) {
    var kinds = stages.stream().map(Stage::kind).toList();
    var found =
        kinds.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).collect(joining(", "));
    if (!kinds.equals(kinds.stream().sorted().toList())) {
      spot.wrongAs("stages in the order debug, canary, main", found);
    }
    if (Collections.frequency(kinds, StageKind.MAIN) != 1) spot.wrongAs("one main stage", found);
    if (Collections.frequency(kinds, StageKind.DEBUG) > 1) spot.wrongAs("one debug stage", found);
    var canaries = stages.stream().filter(stage -> stage.kind() == StageKind.CANARY);
    int percent = canaries.mapToInt(Stage::sharePercent).sum();
    if (percent > 99) spot.wrongAs("canaries that leave a share to main", percent + "%");
  }
}
