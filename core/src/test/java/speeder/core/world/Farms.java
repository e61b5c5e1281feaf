package speeder.core.world;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import speeder.core.farm.GatePolicy;
import speeder.core.farm.Lane;
import speeder.core.farm.Lane.Autonomy;
import speeder.core.farm.Lane.Keep;
import speeder.core.farm.Lane.Trigger;
import speeder.core.farm.Lane.Watch;
import speeder.core.farm.Stage;
import speeder.core.farm.StageKind;

/// Lanes to tell stories about.
final class Farms {
  static final Duration BAKE = Duration.ofSeconds(10);
  static final Duration WINDOW = Duration.ofMinutes(5);
  static final List<Stage> THREE =
      List.of(
          stage("debug", StageKind.DEBUG, 0),
          stage("canary", StageKind.CANARY, 10),
          stage("main", StageKind.MAIN, 100));

  private Farms() {}

  static Stage stage(String name, StageKind kind, int share) {
    return new Stage(name, kind, share, BAKE, List.of());
  }

  static Lane pretrain(String... targets) {
    return lane("pretrain", 3, THREE, targets);
  }

  static Lane lane(String name, int slots, List<Stage> stages, String... targets) {
    return lane(name, false, Trigger.CHANGE, slots, stages, targets);
  }

  static Lane byHand(String name, String... targets) {
    return lane(name, false, Trigger.BY_HAND, 3, THREE, targets);
  }

  static Lane external(String name) {
    return lane(name, true, Trigger.BY_HAND, 3, List.of());
  }

  private static Lane lane(
      String name,
      boolean external,
      Trigger when,
      int slots,
      List<Stage> stages,
      String... targets) {
    return new Lane(
        name,
        external,
        when,
        GatePolicy.OPEN,
        List.of(targets),
        stages,
        List.of("web"),
        new Watch(WINDOW, 0.01, 10),
        new Keep(5, slots, 10),
        Autonomy.ACT,
        new TreeMap<>());
  }
}
