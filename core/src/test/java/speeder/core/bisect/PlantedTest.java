package speeder.core.bisect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import speeder.core.bisect.Bisection.Said;
import speeder.core.bisect.Bisection.Stand;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;

/// Random histories in which what breaks was planted: a commit, or commits that break together.
class PlantedTest {
  private static final int SEEDS = 200;
  private static final int SOURCES_MAX = 12;
  private static final int STEPS_MAX = 6;

  /// @param lines of sources, and `broken` the place of what breaks in some of them: all together
  private record History(List<Line> lines, Map<String, Integer> broken) {
    static History drawn(Random random, int culprits, boolean suspects) {
      var lines = new ArrayList<Line>();
      int sources = culprits + random.nextInt(SOURCES_MAX);
      for (int each = 0; each < sources; each++) {
        int suspicion = suspects ? 1 + random.nextInt(Line.SUSPICION_MAX) : 1;
        lines.add(line("s" + each, 1 + random.nextInt(STEPS_MAX), suspicion));
      }
      var broken = new HashMap<String, Integer>();
      while (broken.size() < culprits) {
        var line = lines.get(random.nextInt(sources));
        broken.put(line.source(), 1 + random.nextInt(line.last()));
      }
      return new History(lines, broken);
    }

    private static Line line(String source, int steps, int suspicion) {
      var picks = IntStream.rangeClosed(0, steps).mapToObj(at -> pick(source, at)).toList();
      return new Line(source, picks, suspicion);
    }

    private static Pick pick(String source, int at) {
      var id = new ObjectId(Digest.of(source + " " + at).hex());
      return new Pick(source, "/srv/" + source, id, id, Pick.Why.HEAD);
    }

    Snapshot good() {
      return new Snapshot(lines.stream().map(it -> it.picks().getFirst()).toList(), List.of());
    }

    boolean breaks(Snapshot mix) {
      return lines.stream()
          .filter(it -> broken.containsKey(it.source()))
          .allMatch(it -> at(mix, it) >= broken.getOrDefault(it.source(), 0));
    }

    private static int at(Snapshot mix, Line line) {
      return line.picks().indexOf(mix.pick(line.source()).orElseThrow());
    }

    boolean isPlanted(Step step) {
      return step.line().picks().indexOf(step.to())
          == broken.getOrDefault(step.source(), Integer.MAX_VALUE);
    }

    int steps() {
      return lines.stream().mapToInt(Line::last).sum();
    }

    /// As many tries as halving takes.
    int stated() {
      return Integer.SIZE - Integer.numberOfLeadingZeros(steps() - 1);
    }
  }

  /// @param tried each mix once
  private record Ended(Stand stand, Set<Digest> tried) {}

  /// @param untestable of a hundred mixes
  private static Ended bisect(History history, Random random, int untestable) {
    var said = new HashMap<Digest, Said>();
    while (true) {
      var stand = Bisection.of(history.good(), history.lines(), said);
      if (!(stand instanceof Stand.Try(var mix, var _, var _))) {
        return new Ended(stand, new HashSet<>(said.keySet()));
      }
      var told =
          random.nextInt(100) < untestable ? Said.SKIP : history.breaks(mix) ? Said.BAD : Said.GOOD;
      assertEquals(null, said.put(mix.digest(), told), "no mix is tried twice");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void what_was_planted_is_found_in_as_many_tries_as_are_stated(int culprits) {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var history = History.drawn(random, culprits, false);
      var ended = bisect(history, random, 0);
      assertTrue(
          ended.stand() instanceof Stand.Found(var step) && history.isPlanted(step),
          seed + ": " + ended.stand() + " of " + history.broken());
      assertTrue(
          ended.tried().size() <= history.stated(),
          seed + ": " + ended.tried().size() + " tries for " + history.steps() + " steps");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 70})
  void what_was_planted_is_always_named_whoever_is_suspected_and_whatever_cannot_be_tried(
      int untestable) {
    int undecided = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var history = History.drawn(random, 1 + seed % 2, true);
      var ended = bisect(history, random, untestable);
      var named =
          switch (ended.stand()) {
            case Stand.Found(var step) -> List.of(step);
            case Stand.Undecided(var left) -> left;
            case Stand.Try _ -> List.<Step>of();
          };
      assertTrue(named.stream().anyMatch(history::isPlanted), seed + ": " + named);
      assertTrue(ended.tried().size() < Math.max(2, history.steps()), seed + ": each cut once");
      if (named.size() > 1) undecided++;
    }
    assertEquals(untestable > 0, undecided > 0, undecided + " undecided");
  }
}
