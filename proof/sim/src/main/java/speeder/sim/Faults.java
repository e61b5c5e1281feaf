package speeder.sim;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Numbers every step of a run and says what goes wrong at which.
final class Faults {
  /// Steps for a fault that is rare.
  private static final int RARE = 500;

  private final Choice choice;
  private final List<String> steps = new ArrayList<>();
  private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
  private boolean calm;

  /// Chooses what goes wrong at a step, by its number from 0.
  interface Choice {
    Fault at(int step, boolean append);
  }

  Faults(Choice choice) {
    this.choice = choice;
  }

  static Faults none() {
    return new Faults((_, _) -> Fault.NONE);
  }

  static Faults one(int at, Fault fault) {
    return new Faults((step, _) -> step == at ? fault : Fault.NONE);
  }

  /// Some faults more likely than others, by seed, so that runs differ in kind.
  static Faults random(long seed) {
    var random = new Random(Seeds.spread(seed, 1));
    var kinds = new ArrayList<Fault>();
    for (var fault : Fault.values()) {
      for (int weight = random.nextInt(4); weight > 0; weight--) kinds.add(fault);
    }
    double share = random.nextInt(5) == 0 ? 0 : 0.002 + 0.08 * random.nextDouble();
    return new Faults((_, _) ->
        kinds.isEmpty() || random.nextDouble() > share
            ? Fault.NONE
            : kinds.get(random.nextInt(kinds.size())));
  }

  /// Every kind now and then, by seed: for long runs.
  static Faults rare(long seed) {
    var random = new Random(Seeds.spread(seed, 1));
    var kinds = List.of(Fault.values());
    return new Faults(
        (_, _) -> random.nextInt(RARE) > 0 ? Fault.NONE : kinds.get(random.nextInt(kinds.size())));
  }

  Fault next(String step, boolean append) {
    steps.add(step);
    if (calm) return Fault.NONE;
    var fault = choice.at(steps.size() - 1, append);
    if (append && !fault.isOfAppend()) fault = Fault.NONE;
    if (fault != Fault.NONE) injected.merge(fault, 1, Integer::sum);
    return fault;
  }

  /// Nothing goes wrong from here on.
  void calm() {
    calm = true;
  }

  List<String> steps() {
    return List.copyOf(steps);
  }

  Map<Fault, Integer> injected() {
    return injected;
  }
}
