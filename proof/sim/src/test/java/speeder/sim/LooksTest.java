package speeder.sim;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import speeder.core.farm.StageKind;
import speeder.core.supervision.EdgeCounts;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.EffectKey;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;
import speeder.core.world.Effect.WatchRelease;
import speeder.core.world.Effect.WatchSlots;
import speeder.core.world.Effect.WatchSources;
import speeder.core.world.Input;
import speeder.engine.deed.Looker;
import speeder.engine.deed.Ports;
import speeder.engine.port.Document;
import speeder.engine.port.PortFailure;
import speeder.kit.signals.FakeSignals;

/// What a server saw of a release counts for the one after it.
class LooksTest {
  private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
  private static final ReleaseId RELEASE = new ReleaseId("r-0123456789ab");
  private static final String ADDRESS = "10.0.0.1:80";

  private final Town town = new Town(new Agenda());
  private final FakeSignals signals = new FakeSignals();
  private final Ports ports = ports();
  private WatchRelease watch;

  @BeforeEach
  void manifest() throws PortFailure {
    var adopt =
        Manifests.adopt(Duration.ofSeconds(2), Duration.ofSeconds(6), 3, List.of("here"))
            .manifest();
    ports.documents().put(new Document(adopt.digest(), adopt.kind(), adopt.bytes()));
    var key = new EffectKey(7, "watch-release", "pretrain/canary");
    watch =
        new WatchRelease(
            key,
            5,
            1,
            "canary",
            StageKind.CANARY,
            Manifests.LANE,
            RELEASE,
            List.of(ADDRESS),
            List.of("/checks"),
            MORNING.plusSeconds(60),
            adopt.digest());
    signals.serves(ADDRESS, RELEASE.text());
  }

  private Ports ports() {
    var outside = town.ports();
    return new Ports(
        outside.sources(),
        outside.images(),
        outside.cluster(),
        outside.routes(),
        signals,
        outside.documents(),
        outside.leases(),
        outside.outside(),
        outside.observations(),
        outside.evidence(),
        outside.calendars(),
        outside.expectations(),
        outside.stop());
  }

  @Test
  void an_answer_that_was_wrong_under_the_server_before_still_counts() throws PortFailure {
    signals.falls(ADDRESS);
    assertEquals(Answer.FAIL, look(looker(), 1).answer());
    signals.serves(ADDRESS, RELEASE.text());
    assertEquals(Answer.FAIL, look(looker(), 2).answer());
  }

  @Test
  void errors_that_the_server_before_began_to_count_are_counted_on() throws PortFailure {
    count(1_000, 0);
    assertEquals(Answer.PASS, look(looker(), 1).answer());
    count(1_200, 100);
    assertEquals(Answer.FAIL, look(looker(), 2).answer());
  }

  @Test
  void a_verdict_names_the_rows_it_was_worked_out_of() throws PortFailure {
    var looker = looker();
    var first = look(looker, 1);
    signals.falls(ADDRESS);
    assertNotEquals(first.counts().digest(), look(looker, 2).counts().digest());
  }

  @Test
  void no_release_is_looked_at_before_all_that_should_run_was_seen_to_run() throws PortFailure {
    var looker = new Looker(ports);
    signals.falls(ADDRESS);
    assertEquals(Optional.empty(), looker.look(watch, MORNING.plusSeconds(1)));
    var gone = new Slot(new Place(Manifests.LANE, "here", "canary"), RELEASE);
    assertTrue(looker.look(slots(gone), MORNING).isPresent(), "one is missing");
    assertEquals(Optional.empty(), looker.look(watch, MORNING.plusSeconds(2)));
    assertEquals(Optional.empty(), looker.look(slots(), MORNING));
    assertEquals(Answer.FAIL, look(looker, 3).answer());
  }

  @Test
  void a_source_that_cannot_be_read_is_remembered_until_it_can_be() throws PortFailure {
    var looker = new Looker(ports);
    town.commit("one", Quality.GOOD);
    town.sources.lose(Manifests.SOURCE);
    assertTrue(looker.look(sources(), MORNING).isPresent(), "the others are read");
    looker.look(sources(), MORNING.plusSeconds(60));
    var unread = requireNonNull(looker.unread().get(Manifests.SOURCE));
    assertEquals(MORNING, unread.since());
    assertEquals("source-not-found", unread.why().code());
    town.sources.find(Manifests.SOURCE);
    looker.look(sources(), MORNING.plusSeconds(120));
    assertEquals(Map.of(), looker.unread());
  }

  private WatchSources sources() {
    return new WatchSources(new EffectKey(2, "watch-sources", "farm"), watch.manifest());
  }

  /// One that saw that all that should run does: here that is nothing.
  private Looker looker() throws PortFailure {
    var looker = new Looker(ports);
    looker.look(slots(), MORNING);
    return looker;
  }

  private static WatchSlots slots(Slot... expected) {
    var key = new EffectKey(1, "watch-slots", "farm");
    return new WatchSlots(key, new TreeSet<>(List.of(expected)));
  }

  private void count(long requests, long errors) {
    var row = new EdgeCounts.Row(Manifests.LANE, "canary", RELEASE.text(), requests, errors, 0);
    signals.edge(new EdgeCounts("edge-1", List.of(row)));
  }

  private Input.Judged look(Looker looker, int second) throws PortFailure {
    var seen = looker.look(watch, MORNING.plusSeconds(second)).orElseThrow();
    return (Input.Judged) seen;
  }
}
