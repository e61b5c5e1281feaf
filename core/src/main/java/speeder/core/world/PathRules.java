package speeder.core.world;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.Lane;
import speeder.core.farm.Paths.Path;
import speeder.core.release.ReleaseFact;
import speeder.core.release.ReleaseFact.Chosen;
import speeder.core.release.Standing;
import speeder.core.snapshot.Origin;
import speeder.core.snapshot.Overlay;
import speeder.core.snapshot.Overlays.Laid;
import speeder.core.snapshot.SnapshotFact;
import speeder.core.snapshot.Trigger;
import speeder.core.source.ObjectId;
import speeder.core.value.Actor;
import speeder.core.value.Digest;
import speeder.core.value.Kind;
import speeder.core.value.Refusal;

/// What takes a path of its own: configuration is laid over what a lane serves, and goes before
/// code that waits.
final class PathRules {
  private PathRules() {}

  /// A lane whose main serves other commits of configuration than its branches have, gets them on
  /// what it serves. What did not stand there once is not tried again until the branches move.
  static void ask(Pen pen) {
    for (var lane : pen.world().farm().lanes()) {
      boolean byHand = pen.world().schedule().cadences().of(lane).change().isEmpty();
      if (lane.external() || byHand) continue;
      wanted(pen.world(), lane)
          .filter(it -> isNews(pen.world(), lane, it))
          .ifPresent(it -> pen.write(new SnapshotFact.OverlayAsked(lane.name(), it, false)));
    }
  }

  /// A person wants it: also where it failed before, and where the lane sets out by hand.
  static Optional<Refusal> ask(Pen pen, Lane lane) {
    if (lane.paths().configuration().isEmpty()) return Refusals.noPath(lane.name());
    if (serving(pen.world(), lane).isEmpty()) return Refusals.nothingServedYet(lane.name());
    var wanted = wanted(pen.world(), lane);
    if (wanted.isEmpty()) return Refusals.configurationServed(lane.name());
    if (isUnderWay(pen.world(), lane, wanted.get())) return Refusals.onItsWay(lane.name());
    pen.write(new SnapshotFact.OverlayAsked(lane.name(), wanted.get(), true));
    return Optional.empty();
  }

  private static boolean isNews(World world, Lane lane, Overlay overlay) {
    if (world.rollouts().open(lane.name()).stream().anyMatch(it -> it.isMoving())) return false;
    var last = world.overlays().served(lane.name());
    boolean underWay = isUnderWay(world, lane, overlay);
    return last.map(it -> isNews(it, overlay, underWay)).orElse(true);
  }

  private static boolean isUnderWay(World world, Lane lane, Overlay overlay) {
    return world.overlays().served(lane.name()).filter(Laid::isOpen).isPresent()
        || world
            .candidates()
            .newest(lane.name(), overlay.origin())
            .filter(it -> FreezeRules.isUnderWay(world, it))
            .isPresent();
  }

  private static boolean isNews(Laid last, Overlay overlay, boolean underWay) {
    boolean sameBase = last.overlay().origin().equals(overlay.origin());
    boolean same = last.overlay().commits().equals(overlay.commits());
    if (same) return !sameBase && !last.tried();
    return !sameBase || !underWay;
  }

  /// What is to be laid over what a lane serves, if anything is.
  static Optional<Overlay> wanted(World world, Lane lane) {
    var path = lane.paths().configuration();
    if (path.isEmpty()) return Optional.empty();
    return serving(world, lane).flatMap(it -> wanted(world, path.get(), it));
  }

  private static Optional<Overlay> wanted(World world, Path path, Standing serving) {
    var commits = commits(world, path);
    var has = serving.sealed().configuration();
    boolean same = has.entrySet().containsAll(commits.entrySet());
    if (same) return Optional.empty();
    var origin = Origin.configuration(serving.release());
    return Optional.of(new Overlay(origin, serving.sealed().snapshotDocument(), commits));
  }

  /// Where the path's sources are to be: at their branches' heads, but for those that are pinned.
  private static SortedMap<String, ObjectId> commits(World world, Path path) {
    var commits = new TreeMap<String, ObjectId>();
    for (var source : path.sources()) {
      var pin = Optional.ofNullable(world.marks().pins().get(source));
      var head = Optional.ofNullable(world.heads().bySource().get(source));
      var commit = pin.isPresent() ? pin.get().commit() : head;
      commit.ifPresent(it -> commits.put(source, it));
    }
    return commits;
  }

  private static Optional<Standing> serving(World world, Lane lane) {
    return world
        .rollouts()
        .serving(lane.name())
        .flatMap(it -> world.releases().find(lane.name(), it));
  }

  /// What was composed since a lane's last snapshot was asked for, for its configuration: the
  /// newest that is on its way, or did not fail. What is held back does not go back behind it.
  static Optional<Digest> laid(World world, String lane) {
    long since = world.freezes().of(lane).last().map(it -> it.wish().at()).orElse(0L);
    var newest = new TreeMap<Long, Digest>();
    for (var it : world.releases().of(lane)) {
      if (it.condemned() || !isLaid(it.sealed().origin())) continue;
      newest.put(it.sealed().wished(), it.sealed().snapshotDocument());
    }
    for (var it : world.candidates().served(lane)) {
      if (it.state().isEnd() || !isLaid(it.opened().origin())) continue;
      newest.put(it.opened().wished(), it.opened().document());
    }
    return Optional.ofNullable(newest.lastEntry())
        .filter(it -> it.getKey() > since)
        .map(Map.Entry::getValue);
  }

  private static boolean isLaid(Origin origin) {
    return origin.serves() && origin.kind() == Kind.CONFIGURATION;
  }

  /// What was to be served and does not fit what is served now gives way: configuration that was
  /// laid over another release, and code that was frozen before the configuration that is served.
  /// That code is frozen anew.
  static void giveWay(Pen pen) {
    for (var lane : pen.world().farm().lanes()) {
      if (lane.paths().configuration().isEmpty()) continue;
      serving(pen.world(), lane).ifPresent(it -> giveWay(pen, lane, it));
    }
  }

  private static void giveWay(Pen pen, Lane lane, Standing serving) {
    if (!isMoving(pen.world(), lane)) {
      urgent(pen.world(), lane)
          .filter(it -> !isOn(it, serving))
          .ifPresent(it -> overtaken(pen, lane, it, serving));
    }
    next(pen.world(), lane)
        .filter(it -> isBefore(it, serving))
        .ifPresent(it -> {
          overtaken(pen, lane, it, serving);
          freezeAnew(pen, lane);
        });
    if (isStale(pen.world(), lane, serving)) freezeAnew(pen, lane);
  }

  /// Whether what a lane is to serve next does not fit what it serves.
  static boolean isOvertaken(World world, Chosen wish) {
    var lane = world.farm().lane(wish.lane());
    if (lane.isEmpty() || lane.get().paths().configuration().isEmpty()) return false;
    var serving = serving(world, lane.get());
    var wished = RolloutRules.standing(world, wish);
    if (serving.isEmpty() || wished.isEmpty()) return false;
    return wish.kind() == Kind.CODE
        ? !wish.byHand() && isBefore(wished.get(), serving.get())
        : !isOn(wished.get(), serving.get());
  }

  private static boolean isOn(Standing urgent, Standing serving) {
    return urgent.sealed().origin().on().equals(Optional.of(serving.release()));
  }

  private static boolean isBefore(Standing next, Standing serving) {
    return isBefore(next.sealed().wished(), next.sealed().configuration(), serving);
  }

  private static void freezeAnew(Pen pen, Lane lane) {
    if (pen.world().freezes().of(lane.name()).open().isPresent()) return;
    boolean byHand = pen.world().schedule().cadences().of(lane).change().isEmpty();
    var trigger = byHand ? Trigger.HAND : Trigger.CHANGE;
    pen.write(new SnapshotFact.Asked(lane.name(), trigger, Actor.SPEEDER.principal(), ""));
  }

  private static void overtaken(Pen pen, Lane lane, Standing old, Standing by) {
    pen.write(new ReleaseFact.Overtaken(old.release(), lane.name(), by.release()));
  }

  private static Optional<Standing> urgent(World world, Lane lane) {
    return Optional.ofNullable(world.releases().urgent().get(lane.name()))
        .flatMap(it -> world.releases().find(lane.name(), it.release()));
  }

  /// What waits by itself; what a person named goes, however old it is.
  private static Optional<Standing> next(World world, Lane lane) {
    return Optional.ofNullable(world.releases().next().get(lane.name()))
        .filter(it -> !it.byHand())
        .flatMap(it -> world.releases().find(lane.name(), it.release()));
  }

  private static boolean isMoving(World world, Lane lane) {
    return world.rollouts().open(lane.name()).stream().anyMatch(it -> it.isMoving());
  }

  /// Whether code was wished for before the configuration that is served, and frozen without it:
  /// what came of a wish may be told long after.
  private static boolean isBefore(
      long wished, SortedMap<String, ObjectId> configuration, Standing serving) {
    return serving.sealed().origin().kind() == Kind.CONFIGURATION
        && wished < serving.sealed().wished()
        && !configuration.equals(serving.sealed().configuration());
  }

  /// Whether code on its way was frozen before the configuration that is served, and nobody asked
  /// since.
  private static boolean isStale(World world, Lane lane, Standing serving) {
    var freeze = world.freezes().of(lane.name());
    return freeze.open().isEmpty()
        && freeze.newest() < serving.at()
        && world
            .candidates()
            .newest(lane.name())
            .filter(it -> !it.state().isEnd())
            .filter(it -> isBefore(it.opened().wished(), it.opened().configuration(), serving))
            .isPresent();
  }
}
