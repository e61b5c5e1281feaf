package speeder.manifest;

import java.util.List;
import java.util.Optional;
import speeder.core.farm.GatePolicy;
import speeder.core.farm.GatePolicy.Unknown;

/// Reads `gate`.
final class GatePart {
  private static final Keys KEYS =
      Keys.of("suites", "evidence", "unknown")
          .later("audit", "run a share of what is covered elsewhere, and file what came of it")
          .later("runs", "run suites elsewhere and name their results with `evidence`");

  private final Folder folder;

  GatePart(Folder folder) {
    this.folder = folder;
  }

  GatePolicy read(Optional<Spot> spot) {
    if (spot.isEmpty()) return GatePolicy.OPEN;
    var table = spot.get().table(KEYS);
    var unknown = table.at("unknown").flatMap(word -> word.word(List.of("pass", "shut")));
    return new GatePolicy(
        table.texts("suites"),
        table.texts("evidence").stream().map(folder::resolve).toList(),
        unknown.filter("pass"::equals).isPresent() ? Unknown.PASS : Unknown.SHUT);
  }
}
