package speeder.manifest;

import java.util.List;
import java.util.Optional;
import speeder.core.farm.External;

/// Reads `external` of a lane: that others deploy it, and how it is looked at.
final class ExternalPart {
  private static final Keys KEYS =
      Keys.of("lock-file", "command", "probe", "unknown")
          .later("helm-release", "name a `command` that prints what runs and whether it moves");

  private static final List<String> MEANS = List.of("lock-file", "command", "probe");

  private final Folder folder;

  ExternalPart(Folder folder) {
    this.folder = folder;
  }

  Optional<External> read(Optional<Spot> spot) {
    if (spot.isEmpty()) return Optional.empty();
    if (!spot.get().isTable()) return spot.get().yes().filter(it -> it).map(_ -> External.UNSEEN);
    var table = spot.get().table(KEYS);
    if (MEANS.stream().allMatch(it -> table.at(it).isEmpty())) {
      spot.get().wrong("`lock-file`, `command` or `probe`, or `true` alone");
    }
    return Optional.of(seen(table));
  }

  private External seen(Table table) {
    return new External(
        table.texts("lock-file").stream().map(folder::resolve).toList(),
        table.texts("command"),
        table.at("probe").flatMap(it -> it.text(Form.ADDRESS)),
        table
            .at("unknown")
            .flatMap(it -> it.word(List.of("aside", "go")))
            .filter("go"::equals)
            .isEmpty());
  }
}
