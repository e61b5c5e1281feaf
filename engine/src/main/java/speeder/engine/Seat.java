package speeder.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import speeder.core.value.EffectKey;
import speeder.core.world.Input.Command;
import speeder.core.world.Reply;
import speeder.core.world.World;
import speeder.engine.deed.Unread;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.Leadership;
import speeder.engine.port.Leadership.Address;
import speeder.engine.port.Leadership.Holder;
import speeder.engine.port.PortFailure;

/// Whether a server leads or follows, and the change between the two.
///
/// A follower folds the journal, and tries to lead: it does once nobody else holds the right. A
/// leader that lost the right, or heard from the journal that it was overtaken, follows again.
public final class Seat implements AutoCloseable {
  /// Between two looks of a follower at journal and lead.
  static final Duration TRY_EVERY = Duration.ofMillis(250);

  /// Between two looks of a leader at its own right.
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /// How long it lets others go first after it could not begin to lead.
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  private final Server server;
  private final Reign reign;
  private final List<Consumer<List<Entry>>> followers = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofPlatform().name("speeder-seat").unstarted(this::run);
  private volatile State state;
  private volatile Address address = Address.NOWHERE;
  private volatile long seen;
  private volatile boolean closed;
  private String fault = "";

  /// A server as it stands to the others.
  ///
  /// @param name unlike that of any other
  /// @param clock of this server; what it decides by is the store's
  /// @param nanos nanoseconds that passed since any moment
  public record Server(
      String name,
      Journal journal,
      Leadership leadership,
      InstantSource clock,
      LongSupplier nanos,
      Shell.Notices notices) {}

  /// What a server needs to decide and to act.
  public interface Reign {
    /// Sees that all of it is there, before anything is written.
    Ready ready() throws PortFailure;

    interface Ready {
      /// A shell that runs, over the engine it is given.
      ///
      /// @param mayStart whether deeds may be started now
      Shell begin(Engine engine, InstantSource clock, BooleanSupplier mayStart);
    }
  }

  /// Who leads, as far as this server knows.
  ///
  /// @param lag how long ago this server last knew all that stood in the journal
  public record Report(String server, boolean leads, Optional<Holder> leader, Duration lag) {}

  private sealed interface State {
    World world();
  }

  private record Follows(Follower follower, Optional<Holder> leader) implements State {
    @Override
    public World world() {
      return follower.world();
    }
  }

  private record Leads(Keeping keeping, Shell shell) implements State {
    boolean isOver() {
      return keeping.isOver() || shell.isOver();
    }

    @Override
    public World world() {
      return shell.world();
    }
  }

  private Seat(Server server, World from, Reign reign) {
    this.server = server;
    this.reign = reign;
    this.seen = server.nanos().getAsLong();
    this.state = new Follows(new Follower(server.journal(), from, this::tell), Optional.empty());
  }

  /// Folds the journal and leads if nobody does, before it returns; else follows.
  ///
  /// @param from a World that the journal led to, or the empty one
  /// @throws PortFailure refused `already-running` where the right is not made for followers; as
  ///   [Engine#start] and [Reign#ready]
  public static Seat take(Server server, World from, Reign reign) throws PortFailure {
    var seat = new Seat(server, from, reign);
    seat.first();
    seat.thread.start();
    return seat;
  }

  private void first() throws PortFailure {
    try {
      lead((Follows) state);
    } catch (PortFailure failure) {
      boolean other = failure.why().code().equals("already-running");
      if (!other || !server.leadership().hasFollowers()) throw failure;
    }
  }

  public World world() {
    return state.world();
  }

  /// As [Shell#submit]; of a follower it ends in a failure.
  public CompletableFuture<Reply> submit(Command command) {
    return switch (state) {
      case Leads(var _, var shell) -> shell.submit(command);
      case Follows _ -> CompletableFuture.failedFuture(notLeading());
    };
  }

  /// Deeds that run here now.
  public Map<EffectKey, Shell.Running> running() {
    return state instanceof Leads(var _, var shell) ? shell.running() : Map.of();
  }

  /// Sources that this server cannot read, by name; a follower reads none.
  public Map<String, Unread> unread() {
    return state instanceof Leads(var _, var shell) ? shell.unread() : Map.of();
  }

  /// The clock that what is decided is dated by; a follower's own.
  public InstantSource clock() {
    return state instanceof Leads(var keeping, var _) ? keeping.clock() : server.clock();
  }

  public Report report() {
    return switch (state) {
      case Leads leads ->
          new Report(server.name(), !leads.isOver(), Optional.empty(), Duration.ZERO);
      case Follows(var _, var leader) ->
          new Report(
              server.name(), false, leader, Duration.ofNanos(server.nanos().getAsLong() - seen));
    };
  }

  /// Hears of the newest entries once they are durable, on a thread that must not wait.
  public void follow(Consumer<List<Entry>> follower) {
    followers.add(follower);
  }

  /// Where this server answers; its followers hear of it once it leads.
  public void answersAt(Address here) {
    address = here;
    if (state instanceof Leads(var keeping, var _)) publish(keeping);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    if (state instanceof Leads leads) end(leads);
  }

  private void run() {
    try {
      while (!closed) step();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void step() throws InterruptedException {
    switch (state) {
      case Leads leads -> {
        if (leads.isOver()) stepDown(leads);
        else Thread.sleep(LOOK_EVERY);
      }
      case Follows follows -> Thread.sleep(followed(follows) ? TRY_EVERY : AFTER_FAILURE);
    }
  }

  /// Whether it went well.
  private boolean followed(Follows follows) {
    try {
      lead(follows);
      fault = "";
      return true;
    } catch (PortFailure failure) {
      if (failure.why().code().equals("already-running")) return true;
      tellOnce(failure.why().code(), failure);
    } catch (RuntimeException broken) {
      tellOnce(broken.toString(), broken);
    }
    return false;
  }

  private void tellOnce(String what, Throwable why) {
    if (!what.equals(fault))
      server.notices().fault("This server could neither lead nor follow", why);
    fault = what;
  }

  /// @throws PortFailure refused `already-running`, after it has caught up
  private void lead(Follows follows) throws PortFailure {
    follows.follower().catchUp();
    seen = server.nanos().getAsLong();
    var lead = taken(follows);
    try {
      begin(Keeping.of(lead, server.nanos()), follows);
    } catch (PortFailure | RuntimeException failure) {
      lead.close();
      throw failure;
    }
  }

  private Leadership.Lead taken(Follows follows) throws PortFailure {
    try {
      return server.leadership().lead(server.name());
    } catch (PortFailure refused) {
      if (refused.why().code().equals("already-running")) {
        state = new Follows(follows.follower(), server.leadership().holder());
      }
      throw refused;
    }
  }

  private void begin(Keeping keeping, Follows follows) throws PortFailure {
    try {
      var ready = reign.ready();
      var clock = keeping.clock();
      var engine = Engine.start(server.journal(), server.name(), clock.instant(), follows.world());
      tell(server.journal().read(engine.world().offset(), 1));
      var shell = ready.begin(engine, clock, keeping::isFresh);
      shell.follow(this::tell);
      state = new Leads(keeping, shell);
      publish(keeping);
    } catch (PortFailure | RuntimeException failure) {
      keeping.close();
      throw failure;
    }
  }

  private void publish(Keeping keeping) {
    if (address.equals(Address.NOWHERE)) return;
    try {
      keeping.answersAt(address);
    } catch (PortFailure failure) {
      tellOnce(failure.why().code(), failure);
    }
  }

  /// It follows from here on, however long what it began takes to end.
  private void stepDown(Leads leads) {
    var follower = new Follower(server.journal(), leads.world(), this::tell);
    state = new Follows(follower, Optional.empty());
    end(leads);
  }

  private static void end(Leads leads) {
    leads.shell().close();
    leads.keeping().close();
  }

  private PortFailure notLeading() {
    return PortFailure.failed(
        "not-leading",
        "%s does not lead.".formatted(server.name()),
        "Ask again in a few seconds, with the same id.");
  }

  private void tell(List<Entry> entries) {
    followers.forEach(it -> it.accept(entries));
  }
}
