package speeder.manifest;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.Acting;
import speeder.core.farm.Acting.Agreement;
import speeder.core.farm.Acting.Autonomy;

/// Reads `autonomy`, `agreement` and `requires` of a lane, and `autonomy` of its stages.
final class ActingPart {
  private static final Keys AGREEMENT = Keys.of("decisions", "share", "within");
  private static final List<String> WORDS =
      Arrays.stream(Autonomy.values()).map(Autonomy::word).toList();

  private final List<String> controls;

  ActingPart(Collection<String> controls) {
    this.controls = List.copyOf(controls);
  }

  Acting read(Table lane) {
    var level = lane.at("autonomy").flatMap(ActingPart::level).orElse(Autonomy.ACT);
    return new Acting(level, stages(lane), requires(lane), agreement(lane.at("agreement")));
  }

  private static Optional<Autonomy> level(Spot spot) {
    return spot.word(WORDS)
        .flatMap(word ->
            Arrays.stream(Autonomy.values()).filter(it -> it.word().equals(word)).findFirst());
  }

  private static SortedMap<String, Autonomy> stages(Table lane) {
    var levels = new TreeMap<String, Autonomy>();
    lane.at("stages")
        .filter(Spot::isTable)
        .ifPresent(stages ->
            stages
                .table()
                .each((name, inside) ->
                    Optional.of(inside)
                        .filter(Spot::isTable)
                        .flatMap(it -> it.table().at("autonomy"))
                        .flatMap(ActingPart::level)
                        .ifPresent(it -> levels.put(name, it))));
    return levels;
  }

  private List<String> requires(Table lane) {
    return lane.at("requires").map(Spot::items).orElse(List.of()).stream()
        .flatMap(it -> it.word(controls, "the name of a control").stream())
        .toList();
  }

  private static Agreement agreement(Optional<Spot> spot) {
    if (spot.isEmpty()) return Agreement.USUAL;
    var table = spot.get().table(AGREEMENT);
    var usual = Agreement.USUAL;
    return new Agreement(
        table.whole("decisions", 0, Agreement.DECISIONS_MAX, usual.decisions()),
        table
            .at("share")
            .flatMap(Spot::percent)
            .map(it -> (int) Math.ceil(it))
            .orElse(usual.percent()),
        table.at("within").flatMap(Spot::duration).orElse(usual.window()));
  }
}
