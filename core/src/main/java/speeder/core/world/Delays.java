package speeder.core.world;

import speeder.core.candidate.Candidate;
import speeder.core.release.Standing;
import speeder.core.rollout.SlotState.Status;
import speeder.core.schedule.Schedule;
import speeder.core.schedule.ScheduleFact;
import speeder.core.snapshot.Overlays.Laid;
import speeder.core.value.ReleaseId;

/// Waits before deeds that did not work are tried again.
final class Delays {
  private Delays() {}

  /// A wait for what nobody wants any more is over.
  static void settle(Pen pen) {
    for (var key : pen.world().schedule().delays().keySet()) {
      if (!isWanted(pen.world(), key)) settled(pen, key);
    }
  }

  /// Deeds of a kind are tried again at once: something has changed for them.
  static void forget(Pen pen, String kind) {
    for (var key : pen.world().schedule().delays().keySet()) {
      if (key.kind().equals(kind)) settled(pen, key);
    }
  }

  private static void settled(Pen pen, Schedule.Key key) {
    pen.write(new ScheduleFact.Settled(key.kind(), key.place()));
  }

  private static boolean isWanted(World world, Schedule.Key key) {
    return switch (key.kind()) {
      case "freeze" -> world.freezes().of(key.place()).open().isPresent();
      case "lay" -> world.overlays().at(key.place()).filter(Laid::isOpen).isPresent();
      case "look-through" -> !Looking.unknown(world, key.place()).isEmpty();
      case "build" -> isAny(world, key, Candidate::owesImage);
      case "gate" -> isAny(world, key, Candidate::owesAnswer);
      case "push" -> isUnpushed(world, new ReleaseId(key.place()));
      case "pack-away" -> world.stock().isLeaving(new ReleaseId(key.place()));
      case "publish", "look-edge" -> world.exposure().owed().isPresent();
      case "prepare", "look-slot" ->
          isSlot(world, key, Status.WANTED) || isSlot(world, key, Status.UNSURE);
      case "retire" -> isSlot(world, key, Status.RETIRING);
      default -> false;
    };
  }

  private interface Owes {
    boolean by(Candidate candidate);
  }

  private static boolean isAny(World world, Schedule.Key key, Owes owes) {
    return world.candidates().byId().values().stream()
        .anyMatch(it -> it.place().equals(key.place()) && owes.by(it));
  }

  private static boolean isUnpushed(World world, ReleaseId release) {
    return world.releases().find(release).filter(it -> isToBePushed(world, it)).isPresent();
  }

  private static boolean isToBePushed(World world, Standing it) {
    return !it.pushed() && !it.condemned() && !Autonomous.isKeptBack(world, it);
  }

  private static boolean isSlot(World world, Schedule.Key key, Status status) {
    return world.slots().in(status).stream().anyMatch(it -> it.toString().equals(key.place()));
  }
}
