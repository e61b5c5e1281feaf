package speeder.sim;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Many runs, and what they add up to.
final class Campaign {
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final List<String> broken = new ArrayList<>();
  private int runs;
  private long turns;
  private long facts;
  private long nanos;

  /// One fault at a step of the first story: every kind of fault that it can meet, at each `stride`
  /// steps, in turn.
  static Campaign ofEveryStep(int stride, boolean allFaults) {
    var steps = Run.ofFirst(Faults.none(), Mutant.NONE).steps();
    var campaign = new Campaign();
    for (int step = 0; step < steps.size(); step += stride) {
      campaign.at(step, steps.get(step), allFaults);
    }
    return campaign;
  }

  private void at(int step, String name, boolean allFaults) {
    var meets = new ArrayList<Fault>();
    for (var fault : Fault.values()) {
      boolean can = !name.startsWith("append") || fault.isOfAppend();
      if (fault != Fault.NONE && can) meets.add(fault);
    }
    if (!allFaults) meets = new ArrayList<>(List.of(meets.get(step % meets.size())));
    for (var fault : meets) {
      add(
          "%s at step %d, %s".formatted(fault, step, name),
          Run.ofFirst(Faults.one(step, fault), Mutant.NONE));
    }
  }

  static Campaign ofSeeds(long from, int count) {
    var campaign = new Campaign();
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
    return "%d runs, %d turns, %d facts, %.0f us a turn with its replay, faults %s, %d broken"
        .formatted(runs, turns, facts, nanos / 1_000.0 / Math.max(1, turns), faults, broken.size());
  }
}
