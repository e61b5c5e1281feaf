package speeder.core.world;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import speeder.core.farm.Acting;
import speeder.core.farm.External;
import speeder.core.farm.GatePolicy;
import speeder.core.farm.Lane;
import speeder.core.farm.Lane.Keep;
import speeder.core.farm.Lane.Watch;
import speeder.core.farm.Paths;
import speeder.core.farm.Paths.Path;
import speeder.core.farm.Stage;
import speeder.core.farm.StageKind;
import speeder.core.farm.Triggers;

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
    return lane(name, Optional.empty(), Triggers.ON_CHANGE, slots, stages, targets);
  }

  /// A lane whose configuration is judged at main alone, for a quarter of the time.
  static Lane fast(String... targets) {
    var main = new Stage("main", StageKind.MAIN, 100, BAKE.dividedBy(4), List.of());
    var path = new Path(List.of("config"), List.of(main), GatePolicy.OPEN, WINDOW.dividedBy(4));
    var it = pretrain(targets);
    var paths = new Paths(Optional.of(path), Optional.empty());
    return but(it, it.when(), it.freezes(), it.keep(), paths);
  }

  /// `pretrain` with automation that goes so far.
  static Lane acting(Acting acting, String... targets) {
    return lane("pretrain", Optional.empty(), Triggers.ON_CHANGE, 3, THREE, acting, targets);
  }

  static Lane byHand(String name, String... targets) {
    return lane(name, Optional.empty(), Triggers.BY_HAND, 3, THREE, targets);
  }

  /// A lane with triggers of its own, and that many unproven releases above its anchor.
  static Lane when(Triggers when, int ahead) {
    var it = pretrain("here");
    var keep = new Keep(ahead, it.keep().slots(), it.keep().unpacked());
    return but(it, when, it.freezes(), keep, it.paths());
  }

  /// A lane that keeps calendars of freezes.
  static Lane keeping(Lane it, String... calendars) {
    return but(it, it.when(), List.of(calendars), it.keep(), it.paths());
  }

  /// A lane that is another in these alone.
  private static Lane but(Lane lane, Triggers when, List<String> freezes, Keep keep, Paths paths) {
    return new Lane(
        lane.name(),
        lane.others(),
        when,
        freezes,
        lane.gate(),
        lane.targets(),
        lane.stages(),
        lane.workloads(),
        lane.watch(),
        keep,
        lane.acting(),
        paths,
        lane.secrets());
  }

  static Lane external(String name) {
    return external(name, External.UNSEEN);
  }

  static Lane external(String name, External how) {
    return lane(name, Optional.of(how), Triggers.BY_HAND, 3, List.of());
  }

  private static Lane lane(
      String name,
      Optional<External> others,
      Triggers when,
      int slots,
      List<Stage> stages,
      String... targets) {
    return lane(name, others, when, slots, stages, Acting.FREELY, targets);
  }

  private static Lane lane(
      String name,
      Optional<External> others,
      Triggers when,
      int slots,
      List<Stage> stages,
      Acting acting,
      String... targets) {
    return new Lane(
        name,
        others,
        when,
        List.of(),
        GatePolicy.OPEN,
        List.of(targets),
        stages,
        List.of("web"),
        new Watch(WINDOW, 0.01, 10),
        new Keep(5, slots, 10),
        acting,
        Paths.NONE,
        new TreeMap<>());
  }
}
