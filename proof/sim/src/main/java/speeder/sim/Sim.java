package speeder.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import speeder.core.lock.Claim;
import speeder.core.rollout.Phase;
import speeder.core.rollout.Rollout;
import speeder.core.schedule.HoldFile;
import speeder.core.schedule.Reach;
import speeder.core.snapshot.Trigger;
import speeder.core.value.Actor;
import speeder.core.world.Ask;
import speeder.core.world.Autonomous;
import speeder.core.world.AutonomyAsk;
import speeder.core.world.Effect.Deed;
import speeder.core.world.Effect.Watch;
import speeder.core.world.Effect.WatchCalendar;
import speeder.core.world.Effect.WatchEdge;
import speeder.core.world.Effect.WatchHoldFile;
import speeder.core.world.Effect.WatchLeases;
import speeder.core.world.Effect.WatchOutside;
import speeder.core.world.Effect.WatchRelease;
import speeder.core.world.Effect.WatchSlots;
import speeder.core.world.Effect.WatchSources;
import speeder.core.world.Fact;
import speeder.core.world.Forecast;
import speeder.core.world.Input;
import speeder.core.world.Owed;
import speeder.core.world.Reply;
import speeder.core.world.ScheduleAsk;
import speeder.core.world.World;
import speeder.engine.Engine;
import speeder.engine.checkpoint.Keeper;
import speeder.engine.codec.FactCodec;
import speeder.engine.port.PortFailure;

/// One run: a town, the servers that come and go in it, and what people ask.
final class Sim {
  private static final Duration RESTART = Duration.ofSeconds(2);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  /// The longest that anything may take to come to rest.
  static final Duration REST_MAX = Duration.ofHours(2);

  /// The most facts that one beat may lead to until rest.
  private static final int FACTS_MAX = 20_000;

  private static final Actor CONDUCTOR = Actor.operator("t-1");

  final Agenda agenda = new Agenda();
  final Town town = new Town(agenda);
  final Invariants invariants = new Invariants(town);
  private World checkpoint = World.EMPTY;
  final Tools tools = new Tools(this);
  final Faults faults;
  final Latencies takes = Latencies.STATED;
  final Engine.Decider decider;
  final Mutant mutant;
  private final Map<String, Ask> asked = new HashMap<>();
  private final Map<String, String> levels = new HashMap<>();
  private final Map<Reach, Integer> lifted = new HashMap<>();
  private final Map<String, Reply> replies = new HashMap<>();
  private final Map<String, Consumer<Reply>> hears = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private Server server;
  private int servers;
  private int commands;
  private int turns;
  private long nanos;

  Sim(Faults faults, Mutant mutant) {
    this(faults, mutant, mutant.decider());
  }

  Sim(Faults faults, Mutant mutant, Engine.Decider decider) {
    this.faults = faults;
    this.mutant = mutant;
    this.decider = decider;
    if (mutant == Mutant.EDGE_WITHOUT_FENCE) town.unfenceEdge();
    if (mutant == Mutant.DEAF_TO_FOOTERS) town.sources.loseFooters();
    this.server = started();
    server.turn(new Input.WakeUp());
  }

  /// With a long journal it starts from a checkpoint, as a real one does.
  private Server started() {
    var known = invariants.world();
    if (known.offset() - checkpoint.offset() >= Keeper.EVERY) checkpoint = known;
    try {
      return new Server(this, "server-" + ++servers, checkpoint);
    } catch (PortFailure failure) {
      throw new Broken("a server cannot start", failure);
    }
  }

  /// Another server takes over; the one that led learns of it when it writes.
  void takeOver() {
    if (!server.isAlive()) return;
    agenda.in(Server.LEARNS, server::stepsDown);
    server = started();
    var next = server;
    agenda.in(Duration.ZERO, () -> next.turn(new Input.WakeUp()));
  }

  void restart(Server died) {
    if (died != server) return;
    agenda.in(
        RESTART,
        () -> {
          if (server.isAlive()) return;
          server = started();
          server.turn(new Input.WakeUp());
        });
  }

  void turned(Server by, Engine.Turn turn) {
    turns++;
    invariants.follow();
    town.mountsStand();
    if (!turn.entries().isEmpty()) invariants.agrees(turn.world());
  }

  void measured(long took) {
    nanos += took;
  }

  /// Between two looks of one watch.
  Duration pause(Watch watch) {
    return switch (watch) {
      case WatchSources _ -> Duration.ofSeconds(60);
      case WatchOutside _, WatchCalendar _ -> Duration.ofSeconds(10);
      case WatchSlots _, WatchEdge _ -> Duration.ofSeconds(3);
      case WatchHoldFile _, WatchLeases _, WatchRelease _ -> Duration.ofSeconds(1);
    };
  }

  // What people do.

  void commit(String name, Quality quality) {
    told.add(agenda.instant() + " commit " + name + ", " + quality);
    town.commit(name, quality);
    server.stirred();
  }

  void configure(String name, Quality quality) {
    told.add(agenda.instant() + " configuration " + name + ", " + quality);
    town.configure(name, quality);
    server.stirred();
  }

  void ask(Ask ask) {
    ask(ask, _ -> {});
  }

  /// @param heard takes the reply
  void ask(Ask ask, Consumer<Reply> heard) {
    var id = "command-" + ++commands;
    hears.put(id, heard);
    told.add(agenda.instant() + " " + id + " " + brief(ask));
    asked.put(id, ask);
    levels.put(about(ask), id);
    if (ask instanceof ScheduleAsk.Lift(var reach)) {
      invariants.mayMove(reach);
      lifted.put(reach, commands);
    }
    send(id, ask);
  }

  /// Whoever asked has heard.
  void answered() {
    while (!asked.isEmpty()) agenda.next();
  }

  private static String brief(Ask ask) {
    return ask instanceof Ask.Adopt ? "Adopt" : ask.toString();
  }

  /// Who asks and hears nothing asks again, under the same id.
  private void send(String id, Ask ask) {
    if (!asked.containsKey(id)) return;
    server.turn(new Input.Command(id, CONDUCTOR, ask));
    if (asked.containsKey(id)) {
      if (mutant == Mutant.REPLIES_EARLY) {
        replied(id, new Reply.Accepted(server.world().offset() + 1));
      }
      agenda.in(ASK_AGAIN, () -> send(id, ask));
    }
  }

  void replied(String command, Reply reply) {
    var before = replies.putIfAbsent(command, reply);
    Broken.unless(before == null || before.equals(reply), command + " got two replies");
    var ask = asked.remove(command);
    if (reply instanceof Reply.Accepted(var offset)) {
      var entries = town.journal.read(offset, 1);
      Broken.unless(
          !entries.isEmpty() && entries.getFirst().cause().equals(command),
          command + " was accepted and is not in the journal at " + offset);
      if (ask != null) told(command, ask);
      if (ask instanceof ScheduleAsk.Hold hold && isNewest(command, hold.reach())) {
        if (hold.until().isEmpty()) invariants.mustStand(hold.reach(), hold.frozen());
        else invariants.mayMove(hold.reach());
      }
    }
    Optional.ofNullable(hears.remove(command)).ifPresent(it -> it.accept(reply));
  }

  /// What a person was told is so, whatever the journal says; unless something else was asked
  /// since.
  private void told(String command, Ask ask) {
    if (!command.equals(levels.get(about(ask)))) return;
    if (ask instanceof AutonomyAsk.SetLevel it) {
      invariants.reins.set(it.lane(), it.stage().orElse(""), it.level());
    }
    if (ask instanceof AutonomyAsk.Fail it) invariants.reins.failed(it.control());
  }

  private static String about(Ask ask) {
    return switch (ask) {
      case AutonomyAsk.SetLevel it -> "lane " + it.lane();
      case AutonomyAsk.Report it -> "lane " + it.lane();
      case AutonomyAsk.Pass it -> "control " + it.control();
      case AutonomyAsk.Fail it -> "control " + it.control();
      default -> "";
    };
  }

  /// Whether no lift was asked for since; it may have overtaken the hold.
  private boolean isNewest(String command, Reach reach) {
    int number = Integer.parseInt(command.substring(command.indexOf('-') + 1));
    return lifted.getOrDefault(reach, 0) < number;
  }

  /// The hold file comes, or goes.
  void holdFile(Optional<HoldFile> file) {
    told.add(agenda.instant() + " hold file " + file);
    file.ifPresentOrElse(it -> town.stop.set(it.reason(), it.frozen()), town.stop::lift);
    server.holdFileChanged();
  }

  void note(String what) {
    told.add(agenda.instant() + " " + what);
  }

  // Time.

  /// Goes on until something holds, or until all is at rest.
  void until(BooleanSupplier holds) {
    var limit = agenda.instant().plus(REST_MAX);
    long facts = town.journal.last() + FACTS_MAX;
    while (!isAtRest() && !holds.getAsBoolean()) {
      agenda.next();
      boolean within = agenda.instant().isBefore(limit) && town.journal.last() < facts;
      if (!within) throw new Broken("no rest by " + agenda.instant() + ": " + open());
    }
  }

  void rest() {
    until(() -> false);
  }

  void pass(Duration time) {
    var end = agenda.instant().plus(time);
    var over = new boolean[1];
    agenda.at(end, () -> over[0] = true);
    while (!over[0]) agenda.next();
  }

  /// Nothing is owed, nothing waits, nothing moves but what a hold stopped.
  boolean isAtRest() {
    if (!server.isAlive() || !server.isIdle() || !asked.isEmpty()) return false;
    var world = server.world();
    return toolsRest(world)
        && town.noticed.all(world)
        && world.schedule().nextDue(Instant.MIN).isEmpty()
        && nothingSettles(world)
        && world.offset() == town.journal.last()
        && world.rollouts().open().stream().allMatch(it -> waitsForAPerson(world, it))
        && Owed.of(world).values().stream().noneMatch(Deed.class::isInstance);
  }

  /// Tools are gone, or none holds a lock and all wait behind a rollout that waits for a yes.
  private boolean toolsRest(World world) {
    if (tools.areGone() && world.locks().open().allMatch(Claim::isOwn)) return true;
    return world.locks().held().values().stream().allMatch(Claim::isOwn)
        && world.rollouts().open().stream().anyMatch(it -> waitsForAYes(world, it));
  }

  private static boolean waitsForAPerson(World world, Rollout rollout) {
    return rollout.phase() == Phase.HALTED
        || waitsForAYes(world, rollout)
        || Autonomous.isLeft(world, rollout);
  }

  /// It keeps its lock meanwhile, and tools may wait behind it.
  private static boolean waitsForAYes(World world, Rollout rollout) {
    return Autonomous.waiting(world, rollout).isPresent();
  }

  private boolean nothingSettles(World world) {
    return world.farm().lanes().stream()
        .flatMap(lane -> Forecast.runs(world, lane, agenda.instant(), 1).stream())
        .noneMatch(run -> run.trigger() == Trigger.CHANGE);
  }

  private String open() {
    var world = server.world();
    return "alive %s, asked %s, owed %s, open %s, delays %s"
        .formatted(
            server.isAlive(),
            asked.keySet(),
            Owed.of(world).keySet(),
            world.rollouts().open().stream().map(it -> it.id() + " " + it.phase()).toList(),
            world.schedule().delays());
  }

  /// What went wrong late is over, too, and the outside is as decided.
  void end() {
    faults.calm();
    rest();
    pass(Server.LATE.plusSeconds(60));
    rest();
    invariants.atRest();
  }

  World world() {
    return server.world();
  }

  /// Whether a server answers.
  boolean isServed() {
    return server.isAlive();
  }

  int turns() {
    return turns;
  }

  int servers() {
    return servers;
  }

  long nanos() {
    return nanos;
  }

  /// What people did and what the journal says came of it.
  List<String> story() {
    return List.copyOf(told);
  }

  List<String> facts() {
    return town.journal.read(1, Integer.MAX_VALUE).stream()
        .map(entry -> {
          try {
            var fact = FactCodec.decode(entry).toString();
            return entry.offset() + " " + entry.time() + " " + entry.cause() + " " + fact;
          } catch (PortFailure failure) {
            return entry.toString();
          }
        })
        .toList();
  }

  /// When the last fact of a kind was written.
  Instant last(Class<? extends Fact> kind, java.util.function.Predicate<Fact> which) {
    return town.journal.read(1, Integer.MAX_VALUE).stream()
        .filter(entry -> {
          try {
            var fact = FactCodec.decode(entry);
            return kind.isInstance(fact) && which.test(fact);
          } catch (PortFailure failure) {
            return false;
          }
        })
        .reduce((_, later) -> later)
        .orElseThrow()
        .time();
  }
}
