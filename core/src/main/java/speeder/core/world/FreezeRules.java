package speeder.core.world;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import speeder.core.candidate.Candidate;
import speeder.core.farm.Lane;
import speeder.core.farm.Triggers.Change;
import speeder.core.snapshot.Freezes.Stir;
import speeder.core.snapshot.SnapshotFact.Asked;
import speeder.core.snapshot.Trigger;
import speeder.core.value.Actor;

/// When heads are frozen because something moved.
final class FreezeRules {
  private FreezeRules() {}

  /// A branch, or what may be frozen of it, moved since the lane last asked, and has settled, or
  /// was waited for long enough. A candidate on its way is let finish: with changes that come
  /// faster than images are built, nothing would ever be sealed.
  static void onChange(Pen pen) {
    for (var lane : pen.world().farm().lanes()) {
      var due = due(pen.world(), lane).filter(it -> !it.isAfter(pen.now()));
      if (due.isPresent() && isFree(pen.world(), lane.name())) pen.write(asked(lane));
    }
  }

  private static Asked asked(Lane lane) {
    return new Asked(lane.name(), Trigger.CHANGE, Actor.SPEEDER.principal(), "");
  }

  /// When a lane asks for what moved, if it does that by itself.
  static Optional<Instant> due(World world, Lane lane) {
    var change = world.schedule().cadences().of(lane).change();
    boolean waits = moved(world, lane) > world.freezes().of(lane.name()).newest();
    if (lane.external() || change.isEmpty() || !waits) return Optional.empty();
    var stir = world.freezes().of(lane.name()).stir();
    return Optional.of(stir.map(it -> due(it, change.get())).orElse(Instant.MIN));
  }

  private static Instant due(Stir stir, Change change) {
    var settled = stir.last().plus(change.settle());
    var longest = stir.first().plus(change.longest());
    return settled.isBefore(longest) ? settled : longest;
  }

  /// Whether nothing of a lane is on its way to a release.
  static boolean isFree(World world, String lane) {
    return world.freezes().of(lane).open().isEmpty()
        && world.candidates().newest(lane).filter(it -> isUnderWay(world, it)).isEmpty();
  }

  /// One that holds what is bad or takes from main what is kept gives way, and one whose build or
  /// gate failed and waits to be tried again, since the change may be what mends it.
  static boolean isUnderWay(World world, Candidate candidate) {
    var document = candidate.opened().document();
    if (!Fitness.bad(world, document).isEmpty()) return false;
    if (!Fitness.taken(world, candidate.lane(), document).isEmpty()) return false;
    var place = candidate.place();
    return switch (candidate.state()) {
      case FROZEN, BUILT, OPEN ->
          world.schedule().delay("build", place).isEmpty()
              && world.schedule().delay("gate", place).isEmpty();
      case SHUT, WAITING, SEALED, DROPPED -> false;
    };
  }

  /// What takes a path of its own does not count where that path is open, unless it may be what a
  /// source that is held back waits for.
  private static long moved(World world, Lane lane) {
    if (world.heads().moved() == 0) return 0;
    boolean open =
        world.rollouts().serving(lane.name()).isPresent() && !isWaitedFor(world, lane.name());
    long heads = open ? world.heads().moved(lane.paths().sources()) : world.heads().moved();
    return Math.max(heads, world.marks().moved());
  }

  private static boolean isWaitedFor(World world, String lane) {
    var held = new TreeSet<>(world.freezes().of(lane).heldBack());
    held.removeAll(world.schedule().holds().sources());
    return !held.isEmpty();
  }

  /// Offset of the fact that last moved what may be frozen.
  static long moved(World world) {
    return world.heads().moved() == 0 ? 0 : Math.max(world.heads().moved(), world.marks().moved());
  }

  /// The next moment after another at which a lane asks. While a candidate is on its way its end is
  /// waited for, not the clock.
  static Optional<Instant> wake(World world, Instant after) {
    return world.farm().lanes().stream()
        .flatMap(lane -> wake(world, lane, after))
        .min(Instant::compareTo);
  }

  private static Stream<Instant> wake(World world, Lane lane, Instant after) {
    var due = due(world, lane).filter(it -> it.isAfter(after));
    return due.stream().filter(_ -> isFree(world, lane.name()));
  }
}
