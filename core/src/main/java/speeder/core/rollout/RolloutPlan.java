package speeder.core.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import speeder.core.farm.Lane;
import speeder.core.farm.Stage;
import speeder.core.value.Digest;
import speeder.core.value.Kind;
import speeder.core.value.Place;

/// What a rollout sealed when it began: a new manifest touches the next one only.
///
/// @param stages it is judged at, in order; the last is main
/// @param along names of stages that get it together with main
/// @param manifest digest of the document with the workloads
public record RolloutPlan(
    String lane,
    List<Stage> stages,
    List<String> along,
    List<String> targets,
    List<String> workloads,
    Duration window,
    int slots,
    Digest manifest) {
  public RolloutPlan {
    stages = List.copyOf(stages);
    along = List.copyOf(along);
    targets = List.copyOf(targets);
    workloads = List.copyOf(workloads);
  }

  /// Through all stages of a lane.
  public static RolloutPlan of(Lane lane, Digest manifest) {
    return of(lane, lane.stages(), lane.watch().window(), manifest);
  }

  /// By the lane's path for a kind of change, if it has one.
  public static RolloutPlan of(Lane lane, Kind kind, Digest manifest) {
    return lane.paths()
        .of(kind)
        .map(path -> of(lane, path.stages(), path.window(), manifest))
        .orElseGet(() -> of(lane, manifest));
  }

  private static RolloutPlan of(Lane lane, List<Stage> stages, Duration window, Digest manifest) {
    var judged = stages.stream().map(Stage::name).toList();
    return new RolloutPlan(
        lane.name(),
        stages,
        lane.stages().stream().map(Stage::name).filter(it -> !judged.contains(it)).toList(),
        lane.targets(),
        lane.workloads(),
        window,
        lane.keep().slots(),
        manifest);
  }

  public int last() {
    return stages.size() - 1;
  }

  public List<Place> places() {
    var places = new ArrayList<Place>((stages.size() + along.size()) * targets.size());
    for (int stage = 0; stage < stages.size(); stage++) places.addAll(places(stage));
    for (var name : along) places.addAll(places(name));
    return Collections.unmodifiableList(places);
  }

  /// The places of one stage, a target each.
  public List<Place> places(int stage) {
    return places(stages.get(stage).name());
  }

  /// The places that get a release when it is exposed at a stage.
  public List<Place> exposed(int stage) {
    if (stage < last() || along.isEmpty()) return places(stage);
    var places = new ArrayList<>(places(stage));
    for (var name : along) places.addAll(places(name));
    return Collections.unmodifiableList(places);
  }

  private List<Place> places(String name) {
    var places = new ArrayList<Place>(targets.size());
    for (var target : targets) places.add(new Place(lane, target, name));
    return Collections.unmodifiableList(places);
  }
}
