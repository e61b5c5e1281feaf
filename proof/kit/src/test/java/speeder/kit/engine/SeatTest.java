package speeder.kit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import speeder.core.value.Actor;
import speeder.core.value.EffectKey;
import speeder.core.world.Input.Command;
import speeder.core.world.Reply;
import speeder.core.world.ScheduleAsk;
import speeder.core.world.World;
import speeder.engine.Seat;
import speeder.engine.Shell;
import speeder.engine.deed.Looker;
import speeder.engine.deed.Performer;
import speeder.engine.deed.Ports;
import speeder.engine.memory.MemoryJournal;
import speeder.engine.port.Leadership;
import speeder.engine.port.Leadership.Address;
import speeder.engine.port.PortFailure;
import speeder.kit.calendar.FakeCalendars;
import speeder.kit.cluster.FakeCluster;
import speeder.kit.images.FakeImages;
import speeder.kit.outside.FakeOutside;
import speeder.kit.routes.FakeRoutes;
import speeder.kit.signals.FakeSignals;
import speeder.kit.sources.FakeSources;
import speeder.kit.store.MemoryLeadership;
import speeder.kit.store.MemoryLeases;
import speeder.kit.store.MemoryObservations;
import speeder.kit.store.MemoryStop;

/// Servers of one store: who leads, who follows, and how that changes. Time passes when a test says
/// so.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SeatTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final AtomicLong passed = new AtomicLong();
  private final InstantSource storeClock = () -> NOON.plusNanos(passed.get());
  private final MemoryJournal journal = new MemoryJournal();
  private final MemoryLeadership leadership = new MemoryLeadership(storeClock);
  private final List<Member> members = new ArrayList<>();

  @AfterEach
  void end() {
    members.forEach(it -> it.seat().close());
  }

  @Test
  void who_comes_first_leads_and_who_comes_next_follows_and_knows_the_same() throws Exception {
    var first = server("first");
    var second = server("second");
    assertTrue(first.seat().report().leads());
    assertFalse(second.seat().report().leads());
    assertEquals(Optional.of("first"), leaderOf(second));

    refused(first, "c-1");
    await("the follower knows it", () -> second.seat().world().offset() == 2);
    await("they know the same", () -> second.seat().world().equals(first.seat().world()));
    assertEquals(1, second.seat().world().term());
  }

  @Test
  void a_follower_obeys_nobody_and_tells_where_its_leader_answers() throws Exception {
    var first = server("first");
    first.seat().answersAt(new Address("http://127.0.0.1:1", "key"));
    var second = server("second");
    assertEquals(
        Optional.of(new Address("http://127.0.0.1:1", "key")),
        second.seat().report().leader().map(Leadership.Holder::address));
    var asked = assertThrows(ExecutionException.class, () -> second.seat().submit(hold("c")).get());
    assertEquals("not-leading", code(asked));
    assertEquals(Optional.empty(), journal.findCause("c"));
  }

  @Test
  void a_leader_that_stops_hands_over_at_once_and_its_term_is_over() throws Exception {
    var first = server("first");
    var second = server("second");
    first.seat().close();
    await("the second leads", () -> second.seat().report().leads());
    assertEquals(2, second.seat().world().term());
    refused(second, "c-1");
    assertThrows(PortFailure.class, () -> journal.append(1, 3, List.of(), List.of()));
  }

  @Test
  void a_leader_that_cannot_reach_the_store_starts_nothing_and_another_leads_after_the_lease()
      throws Exception {
    var first = server("first");
    var second = server("second");
    assertTrue(first.mayStart().getAsBoolean());
    first.reach().cut = true;
    await("it starts nothing more", () -> !first.mayStart().getAsBoolean());
    assertTrue(first.seat().report().leads(), "its lease is not over yet");
    assertFalse(second.seat().report().leads(), "nor may another lead");

    passed.addAndGet(MemoryLeadership.LEASE.toNanos());
    await("the second leads", () -> second.seat().report().leads());
    await("the first does not", () -> !first.seat().report().leads());
    first.reach().cut = false;
    await("it follows", () -> leaderOf(first).equals(Optional.of("second")));
    await("it knows all", () -> first.seat().world().term() == 2);
  }

  @Test
  void a_leader_that_was_overtaken_hears_it_from_the_journal_and_takes_over_again()
      throws Exception {
    var first = server("first");
    journal.takeOver("intruder", NOON);
    var asked = assertThrows(ExecutionException.class, () -> first.seat().submit(hold("c")).get());
    assertEquals("not-leader", code(asked));
    await("it took over again", () -> first.seat().world().term() == 3);
    refused(first, "c");
  }

  @Test
  void what_a_server_with_a_wrong_clock_decides_is_dated_by_the_stores() throws Exception {
    var wrong = server("wrong", InstantSource.offset(storeClock, Duration.ofHours(1)));
    passed.addAndGet(Duration.ofSeconds(2).toNanos());
    refused(wrong, "c-1");
    assertEquals(NOON.plusSeconds(2), journal.read(2, 1).getFirst().time());
    assertEquals(NOON.plusSeconds(2), wrong.seat().clock().instant());
  }

  @Test
  void what_is_not_there_to_lead_with_keeps_nobody_else_from_it() throws Exception {
    var broken = PortFailure.failed("edge-did-not-start", "No edge.", "Look.");
    Seat.Reign reign =
        () -> {
          throw broken;
        };
    var server = settings("broken", leadership, storeClock);
    assertThrows(PortFailure.class, () -> Seat.take(server, World.EMPTY, reign));
    assertEquals(0, journal.last(), "nothing was written");
    assertTrue(server("first").seat().report().leads());
  }

  /// A server, and its own way to the store.
  ///
  /// @param mayStart what the engine is told about deeds
  private record Member(Seat seat, Reach reach, BooleanSupplier mayStart) {}

  private Member server(String name) throws PortFailure {
    return server(name, storeClock);
  }

  private Member server(String name, InstantSource clock) throws PortFailure {
    var reach = new Reach(leadership);
    var permits = new ArrayList<BooleanSupplier>();
    Seat.Reign reign =
        () ->
            (engine, time, mayStart) -> {
              permits.add(mayStart);
              var ports = ports();
              var shell =
                  new Shell(
                      engine,
                      new Performer(ports, engine::world),
                      new Looker(ports),
                      (_, _) -> () -> {},
                      time,
                      mayStart,
                      new Quiet());
              shell.start();
              return shell;
            };
    var seat = Seat.take(settings(name, reach, clock), World.EMPTY, reign);
    var member = new Member(seat, reach, () -> permits.getLast().getAsBoolean());
    members.add(member);
    return member;
  }

  private Seat.Server settings(String name, Leadership way, InstantSource clock) {
    return new Seat.Server(name, journal, way, clock, passed::get, new Quiet());
  }

  private Ports ports() {
    return new Ports(
        new FakeSources(),
        new FakeImages(_ -> {}),
        new FakeCluster(storeClock, _ -> {}),
        new FakeRoutes(),
        new FakeSignals(),
        journal.documents(),
        new MemoryLeases(storeClock),
        new FakeOutside(),
        new MemoryObservations(),
        _ -> List.of(),
        new FakeCalendars(),
        _ -> List.of(),
        new MemoryStop());
  }

  private static void refused(Member server, String id) throws Exception {
    var reply = server.seat().submit(hold(id)).get();
    assertTrue(reply instanceof Reply.Refused, reply.toString());
  }

  private static Command hold(String id) {
    return new Command(
        id, Actor.person("anyone", "t-1"), ScheduleAsk.Hold.lane("no-such-lane", "why"));
  }

  private static Optional<String> leaderOf(Member server) {
    return server.seat().report().leader().map(Leadership.Holder::server);
  }

  private static String code(ExecutionException asked) {
    return asked.getCause() instanceof PortFailure failure ? failure.why().code() : "" + asked;
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /// A way to the store that may be cut for one server alone.
  private static final class Reach implements Leadership {
    private final Leadership inner;
    private volatile boolean cut;

    Reach(Leadership inner) {
      this.inner = inner;
    }

    @Override
    public Lead lead(String server) throws PortFailure {
      reach();
      return new Reached(inner.lead(server));
    }

    @Override
    public boolean hasFollowers() {
      return true;
    }

    @Override
    public Optional<Holder> holder() throws PortFailure {
      reach();
      return inner.holder();
    }

    private void reach() throws PortFailure {
      if (cut) throw PortFailure.failed("store-unreachable", "It is away.", "Wait.");
    }

    private final class Reached implements Lead {
      private final Lead lead;

      Reached(Lead lead) {
        this.lead = lead;
      }

      @Override
      public Holder holder() {
        return lead.holder();
      }

      @Override
      public void answersAt(Address address) throws PortFailure {
        reach();
        lead.answersAt(address);
      }

      @Override
      public Instant renew() throws PortFailure {
        reach();
        return lead.renew();
      }

      @Override
      public Optional<Duration> lease() {
        return lead.lease();
      }

      @Override
      public void close() {
        if (!cut) lead.close();
      }
    }
  }

  private static final class Quiet implements Shell.Notices {
    @Override
    public void progress(EffectKey key, String line) {}

    @Override
    public void ended(EffectKey key, String how) {}

    @Override
    public void fault(String what, Throwable why) {}
  }
}
