package speeder.sim;

import java.util.List;
import java.util.Optional;
import speeder.core.rollout.SlotState.Status;
import speeder.core.schedule.Calendar;
import speeder.core.source.ObjectId;
import speeder.core.world.World;

/// Whether a World knows what happened outside.
final class Noticed {
  private final Town town;

  Noticed(Town town) {
    this.town = town;
  }

  /// Every commit, every container that died, a dead edge, the hold file, calendars and others'
  /// lanes.
  boolean all(World world) {
    return world.farm().manifest().isEmpty()
        || (heads(world)
            && !isHoldFileNews(world)
            && edge(world)
            && others(world)
            && calendar(world)
            && slots(world));
  }

  private boolean heads(World world) {
    return head(world, Manifests.SOURCE, town.commits())
        && head(world, Manifests.CONFIG, town.configurations());
  }

  private static boolean head(World world, String source, List<ObjectId> line) {
    return line.isEmpty() || line.getLast().equals(world.heads().bySource().get(source));
  }

  /// Whether the hold file says another thing than a World knows.
  boolean isHoldFileNews(World world) {
    return !town.stop.present().equals(world.schedule().holds().file());
  }

  private boolean edge(World world) {
    return world.exposure().wanted() == 0 || !town.routes.isDead() || world.exposure().silent();
  }

  private boolean others(World world) {
    var known = world.locks().seen(Manifests.OTHERS).map(it -> it.sight());
    return known.equals(Optional.of(town.others.look(Manifests.HOW)));
  }

  private boolean calendar(World world) {
    var calendars = world.schedule().calendars();
    var known = calendars.seen(Manifests.CALENDAR);
    boolean lost = town.calendars.isLost(Manifests.CALENDAR);
    if (known.isEmpty() || known.get().trouble().isPresent() != lost) return false;
    var now = town.agenda.instant();
    var said = new Calendar(town.calendars.said(Manifests.CALENDAR), now.plus(Calendar.AHEAD));
    return lost || !calendars.isNews(Manifests.CALENDAR, said, now);
  }

  private boolean slots(World world) {
    return world.slots().in(Status.READY).stream()
        .allMatch(it -> world.farm().isOut(it.place().target()) || town.running(it).isPresent());
  }
}
