package speeder.core.bisect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import speeder.core.bisect.Bisection.Said;
import speeder.core.bisect.Bisection.Stand;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;

class BisectionTest {
  private final Map<Digest, Said> said = new HashMap<>();
  private int tried;

  private static Pick pick(String source, int at) {
    var id = new ObjectId(Digest.of(source + " " + at).hex());
    return new Pick(source, "/srv/" + source, id, id, Pick.Why.HEAD);
  }

  private static Line line(String source, int steps, int suspicion) {
    var picks = new ArrayList<Pick>();
    for (int at = 0; at <= steps; at++) picks.add(pick(source, at));
    return new Line(source, picks, suspicion);
  }

  private static Snapshot good(List<Line> lines) {
    var picks = new ArrayList<>(lines.stream().map(it -> it.picks().getFirst()).toList());
    picks.add(pick("same", 0));
    return new Snapshot(picks, List.of());
  }

  /// How many steps of a source a mix took.
  private static int taken(Snapshot mix, Line line) {
    return line.picks().indexOf(mix.pick(line.source()).orElseThrow());
  }

  private Stand bisect(List<Line> lines, Function<Snapshot, Said> what) {
    while (true) {
      var stand = Bisection.of(good(lines), lines, said);
      if (!(stand instanceof Stand.Try(var mix, var _, var _))) return stand;
      tried++;
      said.put(mix.digest(), what.apply(mix));
    }
  }

  private static Said bad(boolean bad) {
    return bad ? Said.BAD : Said.GOOD;
  }

  @Test
  void one_step_needs_no_try() {
    var lines = List.of(line("core", 1, 1));
    var found = assertInstanceOf(Stand.Found.class, bisect(lines, _ -> Said.SKIP));

    assertEquals(pick("core", 1), found.step().to());
    assertEquals(0, tried);
  }

  @Test
  void every_commit_of_every_source_is_found_in_as_many_tries_as_halving_takes() {
    var lines = new ArrayList<Line>();
    for (int source = 0; source < 40; source++) lines.add(line("s" + source, 1 + source % 5, 1));
    int steps = lines.stream().mapToInt(it -> it.picks().size() - 1).sum();
    int most = 32 - Integer.numberOfLeadingZeros(steps - 1);
    for (var line : lines) {
      for (int at = 1; at < line.picks().size(); at++) {
        int breaks = at;
        said.clear();
        tried = 0;
        var found =
            assertInstanceOf(
                Stand.Found.class, bisect(lines, mix -> bad(taken(mix, line) >= breaks)));
        assertEquals(line.picks().get(at), found.step().to());
        assertTrue(tried <= most, line.source() + " took " + tried + " of " + most);
      }
    }
  }

  @Test
  void the_most_suspicious_is_tried_first_and_found_sooner() {
    var lines = new ArrayList<Line>();
    for (int source = 0; source < 64; source++) lines.add(line("s" + source, 1, 1));
    var suspect = line("suspect", 1, Line.SUSPICION_MAX);
    lines.add(suspect);
    var first = assertInstanceOf(Stand.Try.class, Bisection.of(good(lines), lines, said));
    assertTrue(first.mixed().contains("suspect"), first.mixed().toString());

    bisect(lines, mix -> bad(taken(mix, suspect) > 0));
    int sooner = tried;
    said.clear();
    tried = 0;
    var other = lines.get(40);
    bisect(lines, mix -> bad(taken(mix, other) > 0));
    assertTrue(sooner < tried, sooner + " and " + tried);
  }

  @Test
  void what_breaks_only_together_is_found_as_the_step_that_makes_a_good_mix_bad() {
    var lines = List.of(line("a", 3, 1), line("b", 3, 1), line("c", 3, 1));
    Function<Snapshot, Said> together =
        mix -> bad(taken(mix, lines.get(0)) >= 2 && taken(mix, lines.get(2)) >= 1);
    var found = assertInstanceOf(Stand.Found.class, bisect(lines, together));

    assertTrue(
        found.step().to().equals(pick("a", 2)) || found.step().to().equals(pick("c", 1)),
        found.toString());
  }

  @Test
  void a_mix_that_cannot_be_tried_is_gone_around() {
    var lines = List.of(line("a", 4, 1), line("b", 4, 1));
    Function<Snapshot, Said> broken =
        mix ->
            taken(mix, lines.get(0)) == 4 && taken(mix, lines.get(1)) == 0
                ? Said.SKIP
                : bad(taken(mix, lines.get(1)) >= 3);
    var found = assertInstanceOf(Stand.Found.class, bisect(lines, broken));

    assertEquals(pick("b", 3), found.step().to());
  }

  @Test
  void where_nothing_can_be_tried_all_that_is_left_is_named() {
    var lines = List.of(line("a", 1, 1), line("b", 2, 1));
    var undecided = assertInstanceOf(Stand.Undecided.class, bisect(lines, _ -> Said.SKIP));

    assertEquals(3, undecided.left().size());
    assertEquals(2, tried, "each cut of the row once");
  }

  @Test
  void whatever_breaks_the_step_found_turns_a_good_mix_into_a_bad_one() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var lines = List.of(line("a", 5, 1 + seed % 9), line("b", 4, 2), line("c", 3, 1));
      var needs = List.of(random.nextInt(6), random.nextInt(5), random.nextInt(4));
      said.clear();
      Function<Snapshot, Said> breaks =
          mix -> {
            boolean all = true;
            for (int i = 0; i < 3; i++) all &= taken(mix, lines.get(i)) >= needs.get(i);
            return bad(all);
          };
      if (needs.stream().allMatch(it -> it == 0)) continue;
      var found = assertInstanceOf(Stand.Found.class, bisect(lines, breaks));
      int at = found.step().line().picks().indexOf(found.step().to());
      int which = List.of("a", "b", "c").indexOf(found.step().source());
      assertEquals(needs.get(which), at, "seed " + seed + ": " + needs);
    }
  }
}
