package speeder.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Many runs, and what they add up to.
final class Campaign {
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final List<String> broken = new ArrayList<>();
  private int possible;
  private int runs;
  private long turns;
  private long facts;
  private long nanos;

  /// One fault at a step of the first story: every kind that it can meet, at every step.
  static Campaign ofEveryStep() {
    var cases = cases();
    return of(cases, new Random(0), cases.size());
  }

  /// Some of these, drawn by a seed.
  static Campaign ofSomeSteps(long seed, int count) {
    return of(cases(), new Random(Seeds.spread(seed, 0)), count);
  }

  private record Case(int step, String name, Fault fault) {}

  private static List<Case> cases() {
    var steps = Run.ofFirst(Faults.none(), Mutant.NONE).steps();
    var cases = new ArrayList<Case>();
    for (int step = 0; step < steps.size(); step++) {
      var name = steps.get(step);
      for (var fault : Fault.values()) {
        boolean can = !name.startsWith("append") || fault.isOfAppend();
        if (fault != Fault.NONE && can) cases.add(new Case(step, name, fault));
      }
    }
    return cases;
  }

  private static Campaign of(List<Case> cases, Random random, int count) {
    var campaign = new Campaign();
    campaign.possible = cases.size();
    Collections.shuffle(cases, random);
    for (var one : cases.subList(0, Math.min(count, cases.size()))) {
      campaign.add(
          "%s at step %d, %s".formatted(one.fault(), one.step(), one.name()),
          Run.ofFirst(Faults.one(one.step(), one.fault()), Mutant.NONE));
    }
    return campaign;
  }

  static Campaign ofSeeds(long from, int count) {
    var campaign = new Campaign();
    campaign.possible = count;
    for (long seed = from; seed < from + count; seed++) {
      campaign.add("seed " + seed, Run.ofSeed(seed));
    }
    return campaign;
  }

  private void add(String name, Run run) {
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
