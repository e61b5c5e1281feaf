package speeder.core.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import speeder.core.candidate.Candidate;
import speeder.core.farm.External;
import speeder.core.farm.Lane;
import speeder.core.lock.Claim;
import speeder.core.lock.Sight;
import speeder.core.release.Standing;
import speeder.core.rollout.Phase;
import speeder.core.rollout.Rollout;
import speeder.core.rollout.SlotState;
import speeder.core.rollout.SlotState.Status;
import speeder.core.schedule.Schedule.Delay;
import speeder.core.snapshot.Overlays.Laid;
import speeder.core.snapshot.SnapshotFact.Frozen;
import speeder.core.value.Digest;
import speeder.core.value.EffectKey;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;

/// What the World owes to the outside, by key. Start-up, crash, take-over, hold and timers are this
/// one path: the engine starts what is owed and does not run, and stops what runs and is no longer
/// owed.
public final class Owed {
  private static final String EVERYWHERE = "farm";

  private final World world;
  private final Predicate<EffectKey> wanted;
  private final SortedMap<EffectKey, Effect> effects = new TreeMap<>();

  private Owed(World world, Predicate<EffectKey> wanted) {
    this.world = world;
    this.wanted = wanted;
  }

  public static SortedMap<EffectKey, Effect> of(World world) {
    return of(world, _ -> true);
  }

  /// The effect of a key, if it is still owed.
  public static Optional<Effect> find(World world, EffectKey key) {
    return Optional.ofNullable(of(world, key::equals).get(key));
  }

  private static SortedMap<EffectKey, Effect> of(World world, Predicate<EffectKey> wanted) {
    var owed = new Owed(world, wanted);
    world.farm().manifest().ifPresent(owed::all);
    return Collections.unmodifiableSortedMap(owed.effects);
  }

  private void all(Digest manifest) {
    holdFile();
    sources(manifest);
    world.freezes().byLane().keySet().forEach(lane -> freeze(lane, manifest));
    world.overlays().byPlace().forEach((place, laid) -> lay(place, laid, manifest));
    world.releases().byLane().keySet().forEach(this::lookThrough);
    world.candidates().byId().values().forEach(candidate -> candidate(candidate, manifest));
    world.releases().byLane().values().forEach(list -> list.forEach(this::push));
    edge(manifest);
    packAway();
    watchEdge();
    world.slots().bySlot().forEach(this::slot);
    watchSlots();
    watchLeases();
    world.farm().lanes().forEach(this::watchOutside);
    world.farm().lanes().forEach(this::watchCalendars);
    world.rollouts().open().forEach(this::watch);
  }

  private void holdFile() {
    var known = world.schedule().holds().file();
    add("watch-hold-file", EVERYWHERE, world.term(), key -> new Effect.WatchHoldFile(key, known));
  }

  private void sources(Digest manifest) {
    add(
        "watch-sources",
        EVERYWHERE,
        world.farm().since(),
        key -> new Effect.WatchSources(key, manifest));
  }

  private void freeze(String lane, Digest manifest) {
    var freeze = world.freezes().of(lane);
    if (freeze.open().isEmpty()) return;
    var last = freeze.last().map(taken -> taken.fact()).map(Frozen::document);
    add(
        "freeze",
        lane,
        freeze.open().get().at(),
        key ->
            new Effect.Freeze(
                key,
                lane,
                last,
                PathRules.laid(world, lane),
                world.schedule().holds().sources(),
                manifest,
                world.marks()));
  }

  private void lay(String place, Laid laid, Digest manifest) {
    if (!laid.isOpen()) return;
    add(
        "lay",
        place,
        laid.id(),
        key ->
            new Effect.Lay(
                key,
                laid.lane(),
                laid.overlay(),
                manifest,
                world.marks(),
                world.heads().bySource()));
  }

  private void lookThrough(String lane) {
    var unknown = Looking.unknown(world, lane);
    if (unknown.isEmpty()) return;
    long since = Math.max(world.marks().weighed(), Collections.max(unknown.values()));
    var documents = Collections.unmodifiableSortedSet(new TreeSet<>(unknown.keySet()));
    add(
        "look-through",
        lane,
        since,
        key -> new Effect.LookThrough(key, lane, documents, world.marks()));
  }

  private void candidate(Candidate candidate, Digest manifest) {
    var lane = candidate.lane();
    var place = candidate.place();
    var snapshot = candidate.opened().document();
    if (candidate.owesImage()) {
      var last = below(candidate).map(it -> it.sealed().plan());
      add(
          "build",
          place,
          candidate.id(),
          key -> new Effect.Build(key, lane, snapshot, last, candidate.opened().manifest()));
    }
    if (candidate.owesAnswer()) {
      add(
          "gate",
          place,
          candidate.asked(),
          key ->
              new Effect.AskGate(
                  key, lane, candidate.opened().origin().kind(), snapshot, manifest));
    }
  }

  /// The release whose layers a candidate's grow from.
  private Optional<Standing> below(Candidate candidate) {
    var lane = candidate.lane();
    return candidate
        .opened()
        .origin()
        .on()
        .flatMap(it -> world.releases().find(lane, it))
        .or(() -> world.releases().newest(lane));
  }

  private void push(Standing standing) {
    if (standing.pushed() || standing.condemned()) return;
    if (Autonomous.isKeptBack(world, standing)) return;
    add(
        "push",
        standing.release().text(),
        standing.at(),
        key ->
            new Effect.Push(
                key, standing.release(), standing.images(), standing.sealed().manifest()));
  }

  private void packAway() {
    var leaving = world.stock().leaving();
    if (leaving.isEmpty()) return;
    var keep = StockRules.kept(world);
    var known = world.releases().byId();
    leaving.forEach((release, since) ->
        packAway(release, since, Optional.ofNullable(known.get(release)), keep));
  }

  private void packAway(
      ReleaseId release, long since, Optional<Standing> known, SortedSet<Digest> keep) {
    var images = known.map(Standing::images).orElse(List.of());
    add("pack-away", release.text(), since, key -> new Effect.PackAway(key, release, images, keep));
  }

  private void edge(Digest manifest) {
    var exposure = world.exposure();
    exposure
        .owed()
        .ifPresent(since -> {
          if (exposure.unsure())
            add("look-edge", EVERYWHERE, since, key -> new Effect.LookAtEdge(key, manifest));
          else {
            add(
                "publish",
                EVERYWHERE,
                since,
                key -> new Effect.Publish(key, exposure.wanted(), isForward(), manifest));
          }
        });
  }

  /// Whether the newest table brings a release forward.
  private boolean isForward() {
    long inForce = world.exposure().inForce();
    return world.rollouts().open().stream()
        .anyMatch(it -> it.isForward() && it.phase() == Phase.EXPOSING && it.routed() > inForce);
  }

  /// What starts for a rollout that is stopped is stopped, too.
  private void prepare(Slot slot, SlotState state) {
    if (world.stock().isLeaving(slot.release())) return;
    var mover = RolloutRules.mover(world, slot);
    if (mover.flatMap(it -> Stops.of(world, it)).isPresent()) return;
    boolean forward = mover.filter(Rollout::isForward).isPresent();
    add(
        "prepare",
        slot.toString(),
        state.since(),
        key -> new Effect.Prepare(key, slot, state, forward));
  }

  /// An edge that was never told a table serves nothing.
  private void watchEdge() {
    if (world.exposure().wanted() == 0) return;
    add("watch-edge", EVERYWHERE, world.term(), Effect.WatchEdge::new);
  }

  private void slot(Slot slot, SlotState state) {
    if (world.farm().isOut(slot.place().target())) return;
    switch (state.status()) {
      case WANTED -> prepare(slot, state);
      case UNSURE ->
          add("look-slot", slot.toString(), state.since(), key -> new Effect.LookAtSlot(key, slot));
      case RETIRING ->
          add("retire", slot.toString(), state.since(), key -> new Effect.Retire(key, slot, state));
      case READY, FAILED -> {}
    }
  }

  private void watchSlots() {
    var ready = new ArrayList<>(world.slots().in(Status.READY));
    ready.removeIf(slot -> world.farm().isOut(slot.place().target()));
    if (ready.isEmpty()) return;
    add(
        "watch-slots",
        EVERYWHERE,
        world.term(),
        key -> new Effect.WatchSlots(key, Collections.unmodifiableSortedSet(new TreeSet<>(ready))));
  }

  private void watchLeases() {
    if (world.locks().open().allMatch(Claim::isOwn)) return;
    add(
        "watch-leases",
        EVERYWHERE,
        world.term(),
        key -> new Effect.WatchLeases(key, Locking.leases(world)));
  }

  private void watchOutside(Lane lane) {
    lane.others()
        .filter(External::hasMeans)
        .ifPresent(how ->
            add(
                "watch-outside",
                lane.name(),
                world.farm().since(),
                key -> new Effect.WatchOutside(key, lane.name(), how, known(lane))));
  }

  private void watchCalendars(Lane lane) {
    var known = world.schedule().calendars();
    for (int each = 0; each < lane.freezes().size(); each++) {
      var calendar = lane.freezes().get(each);
      add(
          "watch-calendar",
          lane.name() + "/" + (each + 1),
          world.farm().since(),
          key -> new Effect.WatchCalendar(key, calendar, known));
    }
  }

  private Optional<Sight> known(Lane lane) {
    return world.locks().seen(lane.name()).map(it -> it.sight());
  }

  private void watch(Rollout rollout) {
    if (!rollout.isJudged()) return;
    int stage = rollout.isForward() ? rollout.stage() : rollout.plan().last();
    var shape = rollout.plan().stages().get(stage);
    add(
        "watch-release",
        rollout.lane() + "/" + shape.name(),
        rollout.since(),
        key ->
            new Effect.WatchRelease(
                key,
                rollout.id(),
                stage,
                shape.name(),
                shape.kind(),
                rollout.lane(),
                rollout.release(),
                addresses(rollout.plan().places(stage), rollout.release()),
                shape.expectations(),
                rollout.due(),
                rollout.plan().manifest()));
  }

  private List<String> addresses(List<Place> places, ReleaseId release) {
    return places.stream()
        .flatMap(place -> world.slots().address(new Slot(place, release)).stream())
        .toList();
  }

  /// Owes an effect, unless it is put off; after a wait it is owed under the offset at which it
  /// became due.
  private void add(
      String kind, String place, long since, java.util.function.Function<EffectKey, Effect> make) {
    var delay = world.schedule().delay(kind, place);
    if (delay.flatMap(Delay::until).isPresent()) return;
    long offset = Math.max(since, delay.map(Delay::since).orElse(0L));
    var key = new EffectKey(offset, kind, place);
    if (wanted.test(key)) effects.put(key, make.apply(key));
  }
}
