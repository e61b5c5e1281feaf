package speeder.server;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import speeder.core.farm.Acting;
import speeder.core.farm.Farm;
import speeder.core.farm.GatePolicy;
import speeder.core.source.ObjectId;
import speeder.core.source.Reading;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.Actor;
import speeder.core.value.EffectKey;
import speeder.core.verdict.Counts;
import speeder.core.world.Ask;
import speeder.core.world.Document;
import speeder.core.world.Effect;
import speeder.core.world.Input;
import speeder.core.world.Input.Command;
import speeder.core.world.Owed;
import speeder.core.world.Reply;
import speeder.core.world.World;
import speeder.engine.Engine;
import speeder.engine.Seat;
import speeder.engine.codec.Json;
import speeder.engine.deed.Performer;
import speeder.engine.deed.Ports;
import speeder.engine.deed.Unread;
import speeder.engine.memory.MemoryJournal;
import speeder.engine.port.Documents;
import speeder.engine.port.Entry;
import speeder.engine.port.Leases;
import speeder.engine.port.Logs;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.port.Views;
import speeder.kit.calendar.FakeCalendars;
import speeder.kit.cluster.FakeCluster;
import speeder.kit.images.FakeImages;
import speeder.kit.outside.FakeOutside;
import speeder.kit.routes.FakeRoutes;
import speeder.kit.signals.FakeSignals;
import speeder.kit.sources.FakeSources;
import speeder.kit.store.MemoryLeases;
import speeder.kit.store.MemoryLogs;
import speeder.kit.store.MemoryObservations;
import speeder.kit.store.MemoryStop;
import speeder.kit.store.MemoryViews;

/// The real engine with ports in memory, a step at a time: what is owed happens when a test says
/// so, and a test is the one who judges.
public final class TestDesk implements Desk {
  private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
  private static final int DEEDS_MAX = 1_000;

  public final TestClock clock;
  private final MemoryJournal journal = new MemoryJournal();
  private final MemoryViews views = new MemoryViews();
  private final MemoryLogs logs = new MemoryLogs();
  private final FakeSources sources = new FakeSources();
  private final MemoryLeases leases;
  public final Map<String, Unread> unread = new TreeMap<>();
  public final List<String> stirred = new CopyOnWriteArrayList<>();
  public final FakeCalendars calendars = new FakeCalendars();
  private final FakeOutside outside = new FakeOutside();
  private final Map<String, Integer> commits = new HashMap<>();
  private final Map<EffectKey, Progress> running = Collections.synchronizedMap(new TreeMap<>());
  private final Signal signal = new Signal();
  private final Engine engine;
  private final Performer performer;
  private final Farm farm;
  private boolean alone;

  private TestDesk(TestClock clock, Farm farm) throws PortFailure {
    this.clock = clock;
    this.farm = farm;
    this.leases = new MemoryLeases(clock);
    this.engine = Engine.start(journal, "test", clock.instant());
    var images = new FakeImages(_ -> {});
    images.holds(TestFarm.BASE.from(), TestFarm.BASE.digest());
    var ports =
        new Ports(
            sources,
            images,
            new FakeCluster(clock, _ -> {}),
            new FakeRoutes(),
            new FakeSignals(),
            journal.documents(),
            leases,
            outside,
            new MemoryObservations(),
            _ -> List.of(),
            calendars,
            _ -> List.of(),
            new MemoryStop());
    this.performer = new Performer(ports, engine::world);
  }

  /// A farm whose sources have a commit each, and nothing deployed.
  public static TestDesk empty() throws PortFailure {
    return empty(MORNING);
  }

  public static TestDesk empty(Instant start) throws PortFailure {
    return of(new TestClock(start), TestFarm.farm(GatePolicy.OPEN));
  }

  /// The same, and nothing is proven: the gate stays shut.
  public static TestDesk unproven() throws PortFailure {
    var policy = new GatePolicy(List.of("unit"), List.of(), GatePolicy.Unknown.SHUT);
    return of(new TestClock(MORNING), TestFarm.farm(policy));
  }

  /// The same, and automation goes so far; it requires the control `schema`.
  public static TestDesk acting(Acting.Autonomy level) throws PortFailure {
    var acting = new Acting(level, new TreeMap<>(), List.of("schema"), Acting.Agreement.USUAL);
    return of(new TestClock(MORNING), TestFarm.farm(GatePolicy.OPEN, acting));
  }

  /// The same, and its lane keeps calendars.
  public static TestDesk keeping(String... calendars) throws PortFailure {
    return of(new TestClock(MORNING), TestFarm.keeping(List.of(calendars)));
  }

  private static TestDesk of(TestClock clock, Farm farm) throws PortFailure {
    var desk = new TestDesk(clock, farm);
    for (var source : TestFarm.SOURCES) desk.sources.with(source);
    for (var source : TestFarm.SOURCES) desk.push(source, "Begin");
    var manifest = Document.of("manifest", Json.bytes(farm));
    var ask = new Ask.Adopt(manifest, "example", farm.lanes(), farm.policies());
    desk.submit(new Command("adopt", Actor.SPEEDER, ask)).join();
    return desk;
  }

  /// From now on what is owed happens by itself, and every look passes.
  public TestDesk alone() {
    alone = true;
    return this;
  }

  /// A commit on a source's branch, of which nobody has heard yet.
  public ObjectId push(String source, String subject) {
    int count = commits.merge(source, 1, Integer::sum);
    return sources.commit(source, "master", subject, Map.of("file", subject + " " + count));
  }

  /// A release on its way: frozen, built, and as far as nobody has to judge.
  public void change(String source, String subject) throws PortFailure {
    push(source, subject);
    var heads = new TreeMap<String, ObjectId>();
    for (var each : farm.sources()) {
      for (var reading : sources.read(List.of(each))) {
        if (reading instanceof Reading.Found(var head)) {
          heads.put(head.source(), head.commit());
        }
      }
    }
    turn(new Input.HeadsSeen(heads));
    work();
  }

  /// From now on a source cannot be reached.
  public void lose(String source) {
    sources.lose(source);
  }

  /// Does what is owed, until nothing is.
  public void work() throws PortFailure {
    for (int i = 0; i < DEEDS_MAX; i++) if (!step()) return;
    throw new IllegalStateException(
        "There is no end to what is owed: " + Owed.of(world()).keySet());
  }

  /// Does one thing that is owed.
  ///
  /// @return whether there was one
  public boolean step() throws PortFailure {
    for (var effect : Owed.of(world()).values()) {
      if (effect instanceof Effect.Deed deed) {
        perform(deed);
        return true;
      }
    }
    return false;
  }

  private void perform(Effect.Deed deed) throws PortFailure {
    running.put(deed.key(), new Progress(clock.instant(), "began"));
    clock.pass(Duration.ofMillis(700));
    var ended =
        performer.perform(
            deed, engine.term(), line -> logs.append(deed.key(), List.of(line(line))));
    running.remove(deed.key());
    turn(new Input.Outcome(deed.key(), ended.result(), ended.documents()));
  }

  private Logs.Line line(String text) {
    return new Logs.Line(clock.instant(), Logs.Visibility.PRIVATE, text);
  }

  /// Says what is seen of the rollout that is judged, once a look is due.
  public void judge(Answer answer, String... reasons) throws PortFailure {
    var watch = watch().orElseThrow();
    clock.reach(watch.due());
    var seen = new Counts.Seen(1_200, answer == Answer.FAIL ? 61 : 0, 0);
    var counts = new Counts(seen, new Counts.Probes(12, 24, 0, List.of()));
    turn(
        new Input.Judged(
            watch.key(),
            watch.rollout(),
            watch.stage(),
            answer,
            List.of(reasons),
            Document.of("counts", Json.bytes(counts))));
    work();
  }

  private Optional<Effect.WatchRelease> watch() {
    var watches = new ArrayList<Effect.WatchRelease>();
    for (var effect : Owed.of(world()).values()) {
      if (effect instanceof Effect.WatchRelease watch) watches.add(watch);
    }
    return watches.isEmpty() ? Optional.empty() : Optional.of(watches.getLast());
  }

  /// Passes until main serves; the window goes on.
  public void pass() throws PortFailure {
    while (isJudged()) judge(Answer.PASS, "1200 requests, 24 probes");
  }

  private boolean isJudged() {
    return world().rollouts().open().stream().anyMatch(it -> it.phase().isMoving())
        && watch().isPresent();
  }

  public synchronized Engine.Turn turn(Input input) throws PortFailure {
    clock.pass(Duration.ofMillis(300));
    var turn = engine.turn(List.of(input), clock.instant());
    signal.reached(turn.world().offset());
    return turn;
  }

  @Override
  public World world() {
    return engine.world();
  }

  @Override
  public CompletableFuture<Reply> submit(Command command) {
    try {
      var reply = requireNonNull(turn(command).replies().get(command.id()));
      if (alone) {
        work();
        pass();
      }
      return CompletableFuture.completedFuture(reply);
    } catch (PortFailure failure) {
      return CompletableFuture.completedFuture(new Reply.Refused(failure.why()));
    }
  }

  @Override
  public Seat.Report report() {
    return new Seat.Report("test", true, Optional.empty(), Duration.ZERO);
  }

  @Override
  public List<Entry> journal(long from, int max) {
    return journal.read(from, max);
  }

  @Override
  public void await(long offset, Duration longest) throws InterruptedException {
    var _ = signal.await(offset, longest);
  }

  @Override
  public Views views() {
    return views;
  }

  @Override
  public void stirred(String source) {
    stirred.add(source);
  }

  @Override
  public Leases leases() {
    return leases;
  }

  @Override
  public Logs logs() {
    return logs;
  }

  @Override
  public Documents documents() {
    return journal.documents();
  }

  @Override
  public Sources sources() {
    return sources;
  }

  @Override
  public Map<EffectKey, Progress> running() {
    return Map.copyOf(running);
  }

  @Override
  public Map<String, Unread> unread() {
    return unread;
  }

  @Override
  public String edgeUrl() {
    return "http://127.0.0.1:8080";
  }

  @Override
  public TestClock clock() {
    return clock;
  }
}
