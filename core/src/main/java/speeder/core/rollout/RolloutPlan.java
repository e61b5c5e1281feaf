package speeder.core.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import speeder.core.farm.Lane;
import speeder.core.farm.Stage;
import speeder.core.value.Digest;
import speeder.core.value.Place;

/// What a rollout sealed when it began: a new manifest touches the next one only.
///
/// @param stages in order; the last is main
/// @param manifest digest of the document with the workloads
public record RolloutPlan(
    String lane,
    List<Stage> stages,
    List<String> targets,
    List<String> workloads,
    Duration window,
    int slots,
    Digest manifest) {
  public RolloutPlan {
    stages = List.copyOf(stages);
    targets = List.copyOf(targets);
    workloads = List.copyOf(workloads);
  }

  public static RolloutPlan of(Lane lane, Digest manifest) {
    return new RolloutPlan(
        lane.name(),
        lane.stages(),
        lane.targets(),
        lane.workloads(),
        lane.watch().window(),
        lane.keep().slots(),
        manifest);
  }

  public int last() {
    return stages.size() - 1;
  }

  public List<Place> places() {
    var places = new ArrayList<Place>(stages.size() * targets.size());
    for (int stage = 0; stage < stages.size(); stage++) places.addAll(places(stage));
    return Collections.unmodifiableList(places);
  }

  /// The places of one stage, a target each.
  public List<Place> places(int stage) {
    var name = stages.get(stage).name();
    var places = new ArrayList<Place>(targets.size());
    for (var target : targets) places.add(new Place(lane, target, name));
    return Collections.unmodifiableList(places);
  }
}
