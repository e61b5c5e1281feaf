package speeder.bench;

import java.util.ArrayList;
import java.util.List;

/// Measures several ways in turn, round by round, so that whatever else the machine does hits all
/// of them alike.
final class Rounds {
  private final List<Arm> arms = new ArrayList<>();

  /// One measurement.
  interface Way {
    /// @return what it cost, in the arm's unit
    double once() throws Exception;
  }

  private record Arm(String name, String unit, Way way) {}

  Rounds arm(String name, String unit, Way way) {
    arms.add(new Arm(name, unit, way));
    return this;
  }

  /// @param warmups rounds before, which do not count
  /// @return a series per arm, in order
  List<Series> run(int warmups, int rounds) throws Exception {
    for (int round = 0; round < warmups; round++) for (var arm : arms) arm.way().once();
    var samples = new ArrayList<List<Double>>();
    for (int arm = 0; arm < arms.size(); arm++) samples.add(new ArrayList<>());
    for (int round = 0; round < rounds; round++) {
      for (int arm = 0; arm < arms.size(); arm++) samples.get(arm).add(arms.get(arm).way().once());
    }
    var series = new ArrayList<Series>();
    for (int arm = 0; arm < arms.size(); arm++) {
      series.add(new Series(arms.get(arm).name(), arms.get(arm).unit(), samples.get(arm)));
    }
    return series;
  }
}
