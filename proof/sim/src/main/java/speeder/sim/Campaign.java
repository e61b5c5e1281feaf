package speeder.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/// Many runs, and what they add up to.
final class Campaign {
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final List<String> broken = new ArrayList<>();
  private int possible;
  private int runs;
  private long turns;
  private long facts;
  private long nanos;

  /// One fault at a step of a story: every kind that it can meet, at every step of every story.
  static Campaign ofEveryStep() {
    var cases = cases();
    return of(cases, new Random(0), cases.size());
  }

  /// Some of these, drawn by a seed.
  static Campaign ofSomeSteps(long seed, int count) {
    return of(cases(), new Random(Seeds.spread(seed, 0)), count);
  }

  private record Case(Story story, int step, String name, Fault fault) {
    Run run() {
      return Run.of(story, Faults.one(step, fault), Mutant.NONE);
    }

    @Override
    public String toString() {
      return "%s at step %d of %s, %s".formatted(fault, step, story, name);
    }
  }

  private static List<Case> cases() {
    var cases = new ArrayList<Case>();
    for (var story : Story.values()) {
      var steps = Run.of(story, Faults.none(), Mutant.NONE).steps();
      for (int step = 0; step < steps.size(); step++) {
        for (var fault : faults(steps.get(step))) {
          cases.add(new Case(story, step, steps.get(step), fault));
        }
      }
    }
    return cases;
  }

  /// What a step can meet.
  private static List<Fault> faults(String step) {
    return Arrays.stream(Fault.values())
        .filter(it -> it != Fault.NONE && (!step.startsWith("append") || it.isOfAppend()))
        .toList();
  }

  private static Campaign of(List<Case> cases, Random random, int count) {
    var campaign = new Campaign();
    campaign.possible = cases.size();
    Collections.shuffle(cases, random);
    cases.subList(0, Math.min(count, cases.size())).parallelStream()
        .forEach(one -> campaign.add(one.toString(), one.run()));
    return campaign;
  }

  static Campaign ofSeeds(long from, int count) {
    var campaign = new Campaign();
    campaign.possible = count;
    LongStream.range(from, from + count)
        .parallel()
        .forEach(seed -> campaign.add("seed " + seed, Run.ofSeed(seed)));
    return campaign;
  }

  private synchronized void add(String name, Run run) {
    runs++;
    turns += run.turns();
    facts += run.facts();
    nanos += run.nanos();
    run.faults().forEach((fault, times) -> faults.merge(fault, times, Integer::sum));
    run.broken().ifPresent(why -> broken.add(name + ": " + why));
  }

  List<String> broken() {
    return List.copyOf(broken);
  }

  int runs() {
    return runs;
  }

  Map<Fault, Integer> faults() {
    return faults;
  }

  String summary() {
    return "%d of %d runs, %d turns, %d facts, %.0f us a turn with its journal, faults %s, %d broken"
        .formatted(
            runs,
            possible,
            turns,
            facts,
            nanos / 1_000.0 / Math.max(1, turns),
            faults,
            broken.size());
  }
}
