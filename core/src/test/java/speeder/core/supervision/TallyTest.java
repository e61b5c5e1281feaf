package speeder.core.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import speeder.core.supervision.EdgeCounts.Row;
import speeder.core.verdict.Counts.Probes;
import speeder.core.verdict.Counts.Seen;
import speeder.core.verdict.Counts.Unseen;

class TallyTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Watched WATCHED = new Watched("pretrain", "main", "r-2");

  @Test
  void only_what_was_counted_since_exposure_counts() {
    var tally =
        Tally.of(WATCHED).with(seen("p1", 0, ours(40, 3, 1))).with(seen("p1", 9, ours(140, 5, 1)));

    assertEquals(new Seen(100, 2, 0), tally.counts(at(9)).edge());
  }

  @Test
  void rows_of_others_are_not_ours() {
    var others =
        List.of(
            new Row("train", "main", "r-2", 7, 7, 7),
            new Row("pretrain", "canary", "r-2", 7, 7, 7),
            new Row("pretrain", "main", "r-1", 7, 7, 7));
    var tally =
        Tally.of(WATCHED)
            .with(new Sighting(new EdgeCounts("p1", List.of()), at(0)))
            .with(new Sighting(new EdgeCounts("p1", others), at(1)));

    assertEquals(new Seen(0, 0, 0), tally.counts(at(1)).edge());
  }

  @Test
  void a_new_process_of_the_edge_is_not_zero() {
    var tally =
        Tally.of(WATCHED).with(seen("p1", 0, ours(40, 3, 1))).with(seen("p2", 1, ours(50, 3, 1)));

    assertInstanceOf(Unseen.class, tally.counts(at(1)).edge());
  }

  @Test
  void after_a_new_baseline_the_new_process_counts() {
    var tally =
        Tally.of(WATCHED)
            .with(seen("p1", 0, ours(40, 3, 1)))
            .with(seen("p2", 1, ours(2, 1, 0)))
            .rebased()
            .with(seen("p2", 2, ours(12, 1, 0)));

    assertEquals(new Seen(10, 0, 0), tally.counts(at(2)).edge());
  }

  @Test
  void counters_that_go_down_are_unseen() {
    var tally =
        Tally.of(WATCHED).with(seen("p1", 0, ours(40, 3, 1))).with(seen("p1", 1, ours(41, 2, 1)));

    assertInstanceOf(Unseen.class, tally.counts(at(1)).edge());
  }

  @Test
  void counters_are_good_for_thirty_seconds() {
    var tally = Tally.of(WATCHED).with(seen("p1", 0, ours(1, 0, 0)));

    assertInstanceOf(Seen.class, tally.counts(at(30)).edge());
    assertInstanceOf(Unseen.class, tally.counts(at(31)).edge());
  }

  @Test
  void counters_that_never_came_are_unseen() {
    assertInstanceOf(Unseen.class, Tally.of(WATCHED).counts(at(0)).edge());
  }

  @Test
  void looks_add_up_and_a_wrong_release_is_unmet() {
    var tally =
        Tally.of(WATCHED)
            .with(List.of(probed("a", "", "r-2"), probed("b", "expected 200 but was 500", "r-2")))
            .with(List.of(probed("a", "", "r-1"), probed("b", "expected 200 but was 500", "r-2")));

    assertEquals(
        new Probes(2, 4, 3, List.of("a: release r-1 answered", "b: expected 200 but was 500")),
        tally.counts(at(0)).probes());
  }

  private static Probed probed(String name, String failure, String release) {
    var why = Optional.of(failure).filter(text -> !text.isEmpty());
    return new Probed(name, why, Optional.of(release), 5);
  }

  private static Row ours(long requests, long errors, long mismatches) {
    return new Row("pretrain", "main", "r-2", requests, errors, mismatches);
  }

  private static Sighting seen(String process, int second, Row row) {
    return new Sighting(new EdgeCounts(process, List.of(row)), at(second));
  }

  private static Instant at(int second) {
    return T0.plusSeconds(second);
  }
}
