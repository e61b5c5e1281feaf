package speeder.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import speeder.core.value.EffectKey;
import speeder.core.value.Refusal;
import speeder.core.world.Effect;
import speeder.core.world.Effect.Deed;
import speeder.core.world.Input;
import speeder.core.world.Input.Command;
import speeder.core.world.Input.Outcome;
import speeder.core.world.Owed;
import speeder.core.world.Reply;
import speeder.core.world.Result;
import speeder.core.world.World;
import speeder.engine.deed.Looker;
import speeder.engine.deed.Performer;
import speeder.engine.deed.Unread;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;

/// Threads and clock. One thread decides; deeds and watches run on virtual threads, started when
/// they are owed and stopped when they no longer are.
public final class Shell implements AutoCloseable {
  /// The longest the loop sleeps.
  private static final Duration NAP = Duration.ofSeconds(1);

  /// How long it waits after the journal could not be written.
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Engine engine;
  private final Performer performer;
  private final InstantSource clock;
  private final Looker looker;
  private final Watches watches;
  private final BooleanSupplier mayStart;
  private final Notices notices;
  private final Inbox inbox = new Inbox();
  private final Map<String, CompletableFuture<Reply>> asked = new ConcurrentHashMap<>();
  private final Map<EffectKey, Running> running = new ConcurrentHashMap<>();
  private final List<Consumer<List<Entry>>> followers = new CopyOnWriteArrayList<>();
  private final Thread loop;
  private volatile SortedMap<EffectKey, Effect> owed = Collections.emptySortedMap();
  private volatile boolean closed;

  /// Whether the journal could not be written: then nothing goes forward until it can be again.
  private boolean isOutOfReach;

  /// When it is to decide again without anything having happened.
  private Optional<Instant> wake = Optional.empty();

  /// What people may hear of it: progress of deeds, and faults of the machine.
  public interface Notices {
    void progress(EffectKey key, String line);

    void ended(EffectKey key, String how);

    /// The journal cannot be written, or an input could not be decided.
    void fault(String what, Throwable why);
  }

  /// A deed that runs.
  ///
  /// @param line what it last said
  public record Running(Deed deed, Instant since, Thread thread, String line) {
    Running saying(String said) {
      return new Running(deed, since, thread, said);
    }
  }

  /// @param mayStart whether deeds may be started now: a store out of reach is a hold
  public Shell(
      Engine engine,
      Performer performer,
      Looker looker,
      SourceNotices sources,
      InstantSource clock,
      BooleanSupplier mayStart,
      Notices notices) {
    this.engine = engine;
    this.performer = performer;
    this.clock = clock;
    this.mayStart = mayStart;
    this.notices = notices;
    this.looker = looker;
    this.watches = new Watches(looker, sources, clock, inbox::put, this::owed, notices);
    this.loop = Thread.ofPlatform().name("speeder-loop").unstarted(this::loop);
  }

  public void start() {
    loop.start();
  }

  public World world() {
    return engine.world();
  }

  /// Deeds that run now.
  public Map<EffectKey, Running> running() {
    return Map.copyOf(running);
  }

  /// Sources that cannot be read, by name.
  public Map<String, Unread> unread() {
    return looker.unread();
  }

  /// Hears of entries once they are durable, on the deciding thread: it must not wait.
  public void follow(Consumer<List<Entry>> follower) {
    followers.add(follower);
  }

  /// Asks; the reply comes once its facts are durable. It ends in a [PortFailure] where nobody can
  /// say whether they are: the same id may be asked again.
  public CompletableFuture<Reply> submit(Command command) {
    var reply = asked.computeIfAbsent(command.id(), _ -> new CompletableFuture<>());
    if (closed || !inbox.offer(command)) {
      asked.remove(command.id());
      if (closed) reply.completeExceptionally(closing());
      else reply.complete(new Reply.Refused(full()));
    }
    return reply;
  }

  /// Whether it decides no more: it was closed, or another server took over.
  public boolean isOver() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    inbox.ring();
    stopDeeds();
    try {
      loop.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    watches.close();
    stopDeeds();
  }

  private void stopDeeds() {
    running.values().stream()
        .filter(it -> it.deed().mayStop())
        .forEach(it -> it.thread().interrupt());
  }

  private Optional<Effect> owed(EffectKey key) {
    return Optional.ofNullable(owed.get(key));
  }

  private void loop() {
    try {
      turn(List.of(new Input.WakeUp()));
      while (!closed) turn();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    asked.values().forEach(reply -> reply.completeExceptionally(closing()));
  }

  private void turn() throws InterruptedException {
    var inputs = new ArrayList<>(inbox.take(patience()));
    if (isDue() || isOutOfReach) inputs.add(new Input.WakeUp());
    turn(inputs);
  }

  private void turn(List<Input> inputs) throws InterruptedException {
    try {
      decide(inputs);
    } catch (PortFailure failure) {
      isOutOfReach = true;
      notices.fault("The journal could not be written", failure);
      putOff(inputs, failure);
      if (failure.why().code().equals("not-leader")) closed = true;
      else Thread.sleep(AFTER_FAILURE);
    } catch (RuntimeException fault) {
      notices.fault("What is owed could not be worked out", fault);
      Thread.sleep(AFTER_FAILURE);
    }
  }

  private void decide(List<Input> inputs) throws PortFailure {
    if (!inputs.isEmpty()) {
      try {
        var now = clock.instant();
        told(inputs, engine.turn(inputs, now));
        isOutOfReach = false;
        wake = engine.world().wake(now);
      } catch (RuntimeException fault) {
        oneByOne(inputs, fault);
      }
    }
    balance();
  }

  /// A fault of the core must not stop the others' inputs.
  private void oneByOne(List<Input> inputs, RuntimeException fault) throws PortFailure {
    if (inputs.size() == 1) {
      notices.fault("An input could not be decided: " + name(inputs.getFirst()), fault);
      if (inputs.getFirst() instanceof Command command) {
        reply(command.id(), new Reply.Refused(faulty()));
      }
      return;
    }
    for (var input : inputs) decide(List.of(input));
  }

  private void told(List<Input> inputs, Engine.Turn turn) {
    for (var input : inputs) {
      if (input instanceof Outcome outcome) running.remove(outcome.key());
    }
    turn.replies().forEach(this::reply);
    if (!turn.entries().isEmpty()) followers.forEach(it -> told(it, turn.entries()));
  }

  /// What is durable stays decided, whatever becomes of who hears of it.
  private void told(Consumer<List<Entry>> follower, List<Entry> entries) {
    try {
      follower.accept(entries);
    } catch (RuntimeException fault) {
      notices.fault("A follower of the journal broke off", fault);
    }
  }

  private void reply(String command, Reply reply) {
    var waiting = asked.remove(command);
    if (waiting != null) waiting.complete(reply);
  }

  /// Commands hear why, and that nobody said no; outcomes and observations wait for the journal.
  private void putOff(List<Input> inputs, PortFailure why) {
    var later = new ArrayList<Input>();
    for (var input : inputs) {
      if (!(input instanceof Command command)) later.add(input);
      else {
        var waiting = asked.remove(command.id());
        if (waiting != null) waiting.completeExceptionally(why);
      }
    }
    inbox.putBack(later);
  }

  private void balance() {
    owed = Owed.of(engine.world());
    var runs = running.values().stream().map(Running::deed).toList();
    var balance = Balance.of(owed, runs, this::mayBegin);
    for (var deed : balance.stop()) interrupt(deed.key());
    if (!closed && mayStart.getAsBoolean()) balance.start().forEach(this::start);
    watches.balance(balance.watches());
  }

  private boolean mayBegin(Deed deed) {
    return performer.mayBegin(deed) && !(deed.isForward() && isOutOfReach);
  }

  private void interrupt(EffectKey key) {
    var runs = running.get(key);
    if (runs != null) runs.thread().interrupt();
  }

  private void start(Deed deed) {
    var thread = Thread.ofVirtual().name(deed.key().toString()).unstarted(() -> perform(deed));
    running.put(deed.key(), new Running(deed, clock.instant(), thread, ""));
    thread.start();
  }

  private void perform(Deed deed) {
    var key = deed.key();
    try {
      var ended = performer.perform(deed, engine.term(), line -> said(key, line));
      notices.ended(key, ended.result().getClass().getSimpleName());
      inbox.put(new Outcome(key, ended.result(), ended.documents()));
    } catch (RuntimeException fault) {
      notices.fault("A deed broke off: " + key, fault);
      inbox.put(new Outcome(key, broken(fault), List.of()));
    }
  }

  private void said(EffectKey key, String line) {
    running.computeIfPresent(key, (_, it) -> it.saying(line));
    notices.progress(key, line);
  }

  private boolean isDue() {
    return wake.filter(at -> !at.isAfter(clock.instant())).isPresent();
  }

  private Duration patience() {
    return wake.map(at -> Duration.between(clock.instant(), at))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
        .filter(wait -> wait.compareTo(NAP) < 0)
        .orElse(NAP);
  }

  private static String name(Input input) {
    return input instanceof Outcome outcome
        ? "outcome of " + outcome.key()
        : input.getClass().getSimpleName();
  }

  private static Result broken(RuntimeException fault) {
    return new Result.Unknown(
        new Refusal(
            "deed-broke-off",
            "It ended in " + fault.getClass().getSimpleName() + ".",
            "Look into the server's log."));
  }

  private static PortFailure closing() {
    return PortFailure.unknown(
        "server-stops",
        "The server stopped deciding before it answered.",
        "Ask again with the same id: it is not obeyed twice.");
  }

  private static Refusal full() {
    return new Refusal(
        "too-many-commands",
        "%d commands wait already.".formatted(Inbox.COMMANDS_MAX),
        "Ask again in a moment; holds and going back are still taken.");
  }

  private static Refusal faulty() {
    return new Refusal(
        "fault", "Speeder could not decide this.", "Look into the server's log, and report it.");
  }
}
