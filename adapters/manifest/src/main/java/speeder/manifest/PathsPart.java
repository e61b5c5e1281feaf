package speeder.manifest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.farm.GatePolicy;
import speeder.core.farm.Paths;
import speeder.core.farm.Paths.Path;
import speeder.core.farm.Stage;

/// Reads the `paths` of a lane: how what must not wait for code is served.
final class PathsPart {
  private static final Keys KEYS =
      Keys.of("configuration")
          .later("security", "let patches go with code; images built here are public");
  private static final Keys PATH = Keys.of("stages", "gate", "window");
  private static final Keys STAGE = Keys.of("bake", "expect");

  private final Folder folder;
  private final List<String> configuration;
  private final List<Stage> stages;

  /// @param configuration names of sources of that kind
  /// @param stages of the lane, in order
  PathsPart(Folder folder, List<String> configuration, List<Stage> stages) {
    this.folder = folder;
    this.configuration = configuration;
    this.stages = stages;
  }

  /// @param gate of the lane, and `window`: what a path has that says nothing else
  Paths read(Optional<Spot> spot, GatePolicy gate, Duration window) {
    var path = spot.flatMap(it -> it.table(KEYS).at("configuration"));
    if (path.isEmpty()) return Paths.NONE;
    if (configuration.isEmpty()) {
      path.get().wrong("a source of kind `configuration`, as `config` is, for this path to serve");
    }
    return new Paths(Optional.of(path(path.get().table(PATH), gate, window)), Optional.empty());
  }

  private Path path(Table table, GatePolicy gate, Duration window) {
    return new Path(
        configuration,
        table.at("stages").map(this::stages).orElse(stages),
        table.at("gate").isPresent() ? new GatePart(folder).read(table.at("gate")) : gate,
        table.at("window").flatMap(Spot::duration).orElse(window));
  }

  /// Some of the lane's stages, in their order, main among them.
  private List<Stage> stages(Spot spot) {
    var named = new ArrayList<Stage>();
    var table = spot.table();
    table.each((name, inside) ->
        stages.stream()
            .filter(stage -> stage.name().equals(name))
            .findFirst()
            .ifPresentOrElse(
                stage -> named.add(stage(stage, inside.table(STAGE))),
                () -> table.key(name).ifPresent(this::unknown)));
    var order = stages.stream().map(Stage::name).filter(it -> has(named, it)).toList();
    boolean ordered = named.stream().map(Stage::name).toList().equals(order);
    boolean whole = !stages.isEmpty() && has(named, stages.getLast().name());
    if (!ordered || !whole) spot.wrongAs(expected(), names(named));
    return whole ? named : stages;
  }

  private void unknown(Spot key) {
    key.word(stages.stream().map(Stage::name).toList(), "the name of one of the lane's stages");
  }

  private String expected() {
    return "some of the lane's stages (%s), in their order, the last one among them"
        .formatted(names(stages));
  }

  private static String names(List<Stage> stages) {
    return String.join(", ", stages.stream().map(Stage::name).toList());
  }

  private static boolean has(List<Stage> stages, String name) {
    return stages.stream().anyMatch(stage -> stage.name().equals(name));
  }

  private Stage stage(Stage lanes, Table table) {
    var expect =
        table.at("expect").isPresent()
            ? table.texts("expect").stream().map(folder::resolve).toList()
            : lanes.expectations();
    return new Stage(
        lanes.name(),
        lanes.kind(),
        lanes.sharePercent(),
        table.at("bake").flatMap(Spot::duration).orElse(lanes.bake()),
        expect);
  }
}
