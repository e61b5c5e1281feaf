package speeder.core.world;

import speeder.core.autonomy.AutonomyFact.LevelSet;
import speeder.core.farm.Lane;
import speeder.core.value.Actor;

/// What a manifest may not do by itself: let automation go farther than it goes.
final class Adoption {
  private Adoption() {}

  /// Lanes that were there before stay as far as they were let.
  static void keepLevels(Pen pen, World before) {
    for (var lane : pen.world().farm().lanes()) {
      before.farm().lane(lane.name()).ifPresent(old -> keepLevels(pen, before, old, lane));
    }
  }

  private static void keepLevels(Pen pen, World before, Lane old, Lane lane) {
    for (var stage : lane.stages()) {
      var was = Autonomous.allowed(before, old, stage.name());
      if (Autonomous.allowed(pen.world(), lane, stage.name()).compareTo(was) > 0) {
        var speeder = Actor.SPEEDER.principal();
        var why = "a manifest raises nothing by itself";
        pen.write(new LevelSet(lane.name(), stage.name(), was, speeder, why));
      }
    }
  }
}
