package speeder.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import speeder.core.rollout.Phase;
import speeder.core.rollout.Rollout;
import speeder.core.source.ObjectId;
import speeder.core.source.SourceCommit;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;
import speeder.core.world.Ask;
import speeder.core.world.MarkAsk;
import speeder.core.world.ScheduleAsk;

/// What happens in a run, beat by beat.
final class Plots {
  private static final List<Quality> ALL = List.of(Quality.values());
  private static final Duration BAKE = Duration.ofSeconds(2);
  private static final Duration WINDOW = Duration.ofSeconds(6);
  private static final Duration LONG_WINDOW = Duration.ofSeconds(60);

  /// What is drawn of ties is drawn apart, and changes nothing else of a story.
  private static final int TIES = 7;

  /// One beat. What it needs may not be so after a fault; then it does what it can.
  record Beat(String name, Act act) {}

  interface Act {
    void on(Sim sim);
  }

  private Plots() {}

  /// What every story begins with: a lane that serves its second release and knows its first.
  private static List<Beat> begun(Beat... more) {
    var beats = new ArrayList<Beat>();
    beats.add(beat("adopt", sim -> sim.ask(Manifests.adopt(BAKE, WINDOW, 3, List.of("here")))));
    beats.add(beat("one", commits("one", Quality.GOOD)));
    beats.add(beat("two", commits("two", Quality.GOOD)));
    beats.addAll(List.of(more));
    return List.copyOf(beats);
  }

  static List<Beat> judged() {
    return begun(
        beat("fails to start", commits("three", Quality.FAILS_TO_START)),
        beat("breaks at canary", commits("four", Quality.BREAKS_AT_CANARY)),
        beat("breaks in its window", commits("five", Quality.BREAKS_IN_WINDOW)),
        lift("lift"),
        beat("unproven", commits("six", Quality.UNPROVEN)),
        beat("waive", sim -> sim.ask(new Ask.Waive(Manifests.LANE, "known"))));
  }

  static List<Beat> operated() {
    return begun(
        beat("held on its way", Plots::heldOnItsWay),
        beat("rolled back by a person", Plots::rolledBack),
        lift("lift again"),
        beat("an older release", Plots::older),
        beat("a container dies", sim -> dies(sim, "main")),
        beat("the edge dies", Plots::edgeDies));
  }

  static List<Beat> held() {
    return begun(
        beat("the hold file", SchedulePlots::heldByFile),
        beat("held for a time", SchedulePlots::heldForATime),
        beat("frozen while it fails", SchedulePlots::frozenWhileItFails),
        lift("lifted at last"));
  }

  static List<Beat> reined() {
    return begun(
        beat("by hand, with a control", AutonomyPlots::byHand),
        beat("a control fails", AutonomyPlots::controlFails),
        beat("proposed", AutonomyPlots::proposes),
        beat("observed", AutonomyPlots::observes));
  }

  static List<Beat> changed() {
    return begun(
        beat("by hand", AutonomyPlots::byHand),
        beat("another manifest", sim -> sim.ask(Manifests.adopt(BAKE, WINDOW, 4, List.of("here")))),
        beat("last", commits("eight", Quality.GOOD)),
        beat("marked bad", Plots::markServed),
        lift("lift after it"),
        beat("mended", Plots::mended));
  }

  static List<Beat> timed() {
    return begun(
        beat("cadences", SchedulePlots::cadences),
        beat(
            "a long window",
            sim -> sim.ask(Manifests.adopt(BAKE, LONG_WINDOW, 3, List.of("here")))),
        beat("far ahead", SchedulePlots::farAhead));
  }

  static List<Beat> frozen() {
    return begun(beat("a freeze", FreezePlots::freeze), beat("a thaw", FreezePlots::thaw));
  }

  static List<Beat> locked() {
    return begun(LockPlots.each().toArray(Beat[]::new));
  }

  static List<Beat> configured() {
    return begun(
        beat("configuration", configures("fast", Quality.GOOD)),
        beat("before code that waits", Plots::beforeCode),
        beat("configuration breaks", configures("wrong", Quality.BREAKS_AT_CANARY)),
        beat("kept before it is served", Plots::keptAhead),
        beat("back with what is kept", sim -> sim.ask(back(Manifests.LANE))));
  }

  static List<Beat> tied() {
    var beats = new ArrayList<Beat>();
    beats.add(adoptTied(BAKE, WINDOW, 3, List.of("here")));
    beats.add(beat("one", commits("one", Quality.GOOD)));
    beats.addAll(TiePlots.each());
    return List.copyOf(beats);
  }

  private static Beat adoptTied(Duration bake, Duration window, int slots, List<String> targets) {
    return beat(
        "adopt, and footers count",
        sim -> {
          sim.invariants.ties.count();
          sim.ask(Manifests.tied(bake, window, slots, targets));
        });
  }

  private static Beat lift(String name) {
    return beat(name, sim -> sim.ask(ScheduleAsk.Lift.lane(Manifests.LANE)));
  }

  static Beat beat(String name, Act act) {
    return new Beat(name, act);
  }

  private static Act commits(String name, Quality quality) {
    return sim -> sim.commit(name, quality);
  }

  private static Act configures(String name, Quality quality) {
    return sim -> sim.configure(name, quality);
  }

  private static void beforeCode(Sim sim) {
    sim.ask(ScheduleAsk.Hold.lane(Manifests.LANE, "a look"));
    sim.commit("ten", Quality.GOOD);
    sim.pass(Duration.ofSeconds(2));
    sim.configure("faster", Quality.GOOD);
    sim.pass(Duration.ofSeconds(2));
    sim.ask(ScheduleAsk.Lift.lane(Manifests.LANE));
  }

  private static void heldOnItsWay(Sim sim) {
    sim.commit("seven", Quality.GOOD);
    sim.until(() -> newest(sim).filter(it -> it.phase() == Phase.JUDGING).isPresent());
    sim.ask(ScheduleAsk.Hold.lane(Manifests.LANE, "a look"));
    sim.pass(SchedulePlots.A_WHILE);
    sim.ask(ScheduleAsk.Lift.lane(Manifests.LANE));
  }

  private static Ask back(String lane) {
    return new Ask.Rollback(lane, Optional.empty());
  }

  private static void keptAhead(Sim sim) {
    sim.ask(ScheduleAsk.Hold.lane(Manifests.LANE, "a look"));
    sim.configure("guard", Quality.GOOD);
    sim.pass(Duration.ofSeconds(2));
    keep(sim, Manifests.CONFIG, 0);
  }

  /// @param back how many commits before the newest
  private static void keep(Sim sim, String source, int back) {
    var line = source.equals(Manifests.CONFIG) ? sim.town.configurations() : sim.town.commits();
    if (line.size() <= back) return;
    var at = new SourceCommit(source, line.get(line.size() - 1 - back));
    sim.ask(new MarkAsk.Keep(at, "it protects"));
  }

  private static void someKept(Sim sim, int pick) {
    var source = pick % 5 == 0 ? Manifests.SOURCE : Manifests.CONFIG;
    if (pick % 4 == 0) sim.ask(new MarkAsk.LetGo(source));
    else keep(sim, source, pick % 3);
  }

  private static void rolledBack(Sim sim) {
    sim.ask(back(Manifests.LANE));
    sim.pass(Duration.ofMillis(3));
  }

  /// @param back how many commits before the newest
  private static void markBad(Sim sim, int back, Optional<ObjectId> fix) {
    var line = sim.town.commits();
    if (line.size() <= back) return;
    var at = new SourceCommit(Manifests.SOURCE, line.get(line.size() - 1 - back));
    sim.ask(new MarkAsk.CallBad(at, fix, "it breaks", Optional.empty()));
  }

  /// What the lane by hand serves, and what all that came later has in its history.
  private static void markServed(Sim sim) {
    served(sim).ifPresent(back -> markBad(sim, back, Optional.empty()));
  }

  private static void mended(Sim sim) {
    sim.commit("nine", Quality.GOOD);
    var fix = sim.town.commits().getLast();
    served(sim).ifPresent(back -> markBad(sim, back, Optional.of(fix)));
  }

  /// How many commits ago was what the lane by hand serves.
  private static Optional<Integer> served(Sim sim) {
    return sim.world()
        .rollouts()
        .serving(Manifests.BY_HAND)
        .map(it -> sim.town.commits().size() - 1 - sim.town.place(it, Manifests.SOURCE));
  }

  private static void older(Sim sim) {
    var releases = sim.world().releases().of(Manifests.LANE);
    if (releases.isEmpty()) return;
    sim.ask(new Ask.Deploy(Manifests.LANE, Optional.of(releases.getFirst().release())));
  }

  private static void dies(Sim sim, String stage) {
    sim.world().slots().bySlot().keySet().stream()
        .filter(slot -> slot.place().stage().equals(stage) && serves(sim, slot))
        .findFirst()
        .ifPresent(slot -> {
          sim.note("the container of " + slot + " dies");
          sim.town.kill(slot);
          sim.pass(Duration.ofSeconds(3));
        });
  }

  private static void edgeDies(Sim sim) {
    sim.note("the edge dies");
    sim.town.routes.die();
  }

  private static boolean serves(Sim sim, Slot slot) {
    return sim.world().exposure().serves(slot.place(), slot.release());
  }

  static Optional<Rollout> newest(Sim sim) {
    return sim.world().rollouts().newest(Manifests.LANE);
  }

  /// A story drawn by a seed: what happens comes at any moment, not only at rest.
  static List<Beat> random(long seed) {
    var random = new Random(Seeds.spread(seed, 0));
    var targets = random.nextBoolean() ? List.of("here") : List.of("here", "there");
    int slots = 2 + random.nextInt(3);
    var window = random.nextInt(3) == 0 ? LONG_WINDOW : WINDOW;
    var beats = new ArrayList<Beat>();
    var ties = new Random(Seeds.spread(seed, TIES));
    boolean tied = ties.nextInt(3) == 0;
    beats.add(
        tied
            ? adoptTied(BAKE, window, slots, targets)
            : beat("adopt", sim -> sim.ask(Manifests.adopt(BAKE, window, slots, targets))));
    beats.add(beat("first", commits("first", Quality.GOOD)));
    int length = 5 + random.nextInt(25);
    for (int each = 0; each < length; each++) {
      beats.add(drawn(random, each));
      if (tied && ties.nextInt(3) == 0) beats.add(TiePlots.drawn(ties, each));
      beats.add(wait(random));
    }
    return beats;
  }

  private static Beat wait(Random random) {
    long millis = (long) Math.exp(random.nextDouble() * 11);
    return beat("wait " + millis + " ms", sim -> sim.pass(Duration.ofMillis(millis)));
  }

  private static Beat drawn(Random random, int each) {
    if (random.nextInt(4) == 0) return LockPlots.drawn(random);
    if (random.nextInt(12) == 0) return FreezePlots.drawn(random);
    var lane = random.nextInt(5) == 0 ? Manifests.BY_HAND : Manifests.LANE;
    int pick = random.nextInt(1_000);
    return switch (random.nextInt(32)) {
      case 0, 1, 2, 3, 4 -> commit(random, each);
      case 5 -> asks(ScheduleAsk.Hold.lane(lane, "a look"));
      case 6, 7 -> asks(ScheduleAsk.Lift.lane(lane));
      case 8 -> asks(back(lane));
      case 9 -> asks(new Ask.Withdraw(lane));
      case 10 ->
          asks(pick % 3 == 0 ? new Ask.Configure(lane) : new Ask.Deploy(lane, Optional.empty()));
      case 11 -> beat("some release", sim -> some(sim, lane, pick));
      case 12 -> asks(new Ask.Waive(lane, "known"));
      case 13 -> beat("some container dies", sim -> someDies(sim, pick));
      case 14 -> asks(new Ask.TakeOut(target(random), "power"));
      case 15 -> beat("some commit is bad", sim -> someBad(sim, pick));
      case 16 -> beat("what was bad is good", sim -> someGood(sim, pick));
      case 17 -> beat("a pin", sim -> somePin(sim, pick));
      case 18, 19, 20, 21 -> SchedulePlots.drawn(random, lane);
      case 22 -> beat("the edge dies", Plots::edgeDies);
      case 23, 24 -> configuration(random, each);
      case 25, 26 -> beat("something is kept", sim -> someKept(sim, pick));
      case 27, 28, 29, 30 -> AutonomyPlots.drawn(random, lane);
      default -> asks(new Ask.TakeIn(target(random)));
    };
  }

  static String target(Random random) {
    return random.nextBoolean() ? "here" : "there";
  }

  private static Beat commit(Random random, int each) {
    var bad = ALL.get(random.nextInt(ALL.size()));
    var quality = random.nextBoolean() ? Quality.GOOD : bad;
    return beat("commit " + quality, commits("commit-" + each, quality));
  }

  private static Beat configuration(Random random, int each) {
    var bad = ALL.get(random.nextInt(ALL.size()));
    var quality = random.nextInt(3) > 0 ? Quality.GOOD : bad;
    return beat("configuration " + quality, configures("configuration-" + each, quality));
  }

  static Beat asks(Ask ask) {
    return beat(ask.toString(), sim -> sim.ask(ask));
  }

  private static void some(Sim sim, String lane, int pick) {
    var releases = sim.world().releases().of(lane);
    if (releases.isEmpty()) return;
    ReleaseId release = releases.get(pick % releases.size()).release();
    sim.ask(
        pick % 2 == 0
            ? new Ask.Deploy(lane, Optional.of(release))
            : new Ask.Rollback(lane, Optional.of(release), "a look"));
  }

  private static void someBad(Sim sim, int pick) {
    var line = sim.town.commits();
    int back = pick % Math.min(line.size(), 4);
    var fix = back > 0 && pick % 3 == 0 ? Optional.of(line.getLast()) : Optional.<ObjectId>empty();
    markBad(sim, back, fix);
  }

  private static void someGood(Sim sim, int pick) {
    var bad = List.copyOf(sim.world().marks().bad().keySet());
    if (!bad.isEmpty()) sim.ask(new MarkAsk.CallGood(bad.get(pick % bad.size())));
  }

  private static void somePin(Sim sim, int pick) {
    if (sim.world().marks().pins().containsKey(Manifests.SOURCE)) {
      sim.ask(new MarkAsk.Unpin(Manifests.SOURCE));
      return;
    }
    var line = sim.town.commits();
    var commit =
        pick % 3 == 0 ? Optional.<ObjectId>empty() : Optional.of(line.get(pick % line.size()));
    var until =
        pick % 2 == 0
            ? Optional.of(sim.agenda.instant().plusSeconds(pick))
            : Optional.<Instant>empty();
    sim.ask(new MarkAsk.Pin(Manifests.SOURCE, commit, "a look", until));
  }

  private static void someDies(Sim sim, int pick) {
    var running = sim.town.all();
    if (running.isEmpty()) return;
    var slot = running.get(pick % running.size()).slot();
    sim.note("the container of " + slot + " dies");
    sim.town.kill(slot);
  }
}
