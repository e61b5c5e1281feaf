package speeder.core.world;

import static speeder.core.world.Refusals.refusal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import speeder.core.autonomy.Autonomies.Count;
import speeder.core.farm.Acting.Agreement;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.farm.Adopted;
import speeder.core.farm.Lane;
import speeder.core.farm.Policies.Control;
import speeder.core.value.Refusal;
import speeder.core.value.Times;

/// Why automation does not go so far, and why nothing waits for a yes.
final class AutonomyRefusals {
  private AutonomyRefusals() {}

  static Optional<Refusal> nothingToConfirm(String lane) {
    return refusal(
        "nothing-to-confirm",
        "No rollout of lane %s waits for a yes.".formatted(lane),
        "Look: speeder status %s. A yes ahead names a stage: speeder confirm %s --to STAGE"
            .formatted(lane, lane));
  }

  static Optional<Refusal> confirmedAlready(String lane, String stage) {
    return refusal(
        "confirmed-already",
        "Lane %s has its yes for %s already.".formatted(lane, stage),
        "Nothing to do.");
  }

  static Optional<Refusal> noStage(String stage, String lane, List<String> stages) {
    return refusal(
        "no-such-stage",
        "Lane %s has no stage %s.".formatted(lane, stage),
        "Its stages are: %s.".formatted(String.join(", ", stages)));
  }

  static Optional<Refusal> levelAlready(String lane, Autonomy level) {
    return refusal(
        "autonomy-already",
        "Lane %s is at %s there already.".formatted(lane, level.word()),
        "Nothing to do. What stands: speeder autonomy show " + lane);
  }

  static Optional<Refusal> ceiling(Lane lane, Autonomy level) {
    return refusal(
        "autonomy-over-manifest",
        "The manifest lets lane %s go as far as %s, not %s."
            .formatted(lane.name(), lane.acting().autonomy().word(), level.word()),
        "Change `autonomy` of the lane in the manifest first; that alone raises nothing yet.");
  }

  static Optional<Refusal> oneStep(String lane, Autonomy level) {
    return refusal(
        "autonomy-one-step",
        "Lane %s cannot go to %s in one step.".formatted(lane, level.word()),
        "First: speeder autonomy set %s propose --reason TEXT".formatted(lane));
  }

  static Optional<Refusal> disagreement(String lane, Agreement wanted, Count count) {
    return refusal(
        "agreement-missing",
        "In the last %s people of lane %s did what automation would have done in %d of %d decisions; it takes %d%% of at least %d."
            .formatted(
                Times.text(wanted.window()),
                lane,
                count.agreed(),
                count.decisions(),
                wanted.percent(),
                wanted.decisions()),
        "Look where they differed: speeder autonomy show " + lane);
  }

  static Optional<Refusal> controls(String lane, List<String> missing) {
    return refusal(
        "control-not-passed",
        "Lane %s may not act by itself: %s %s no pass."
            .formatted(lane, String.join(", ", missing), missing.size() == 1 ? "has" : "have"),
        seeTo(missing.getFirst()));
  }

  static String seeTo(String control) {
    return "See to it, then: speeder control pass %s --reason TEXT".formatted(control);
  }

  static Optional<Refusal> noControl(String name, Adopted farm) {
    var known =
        farm.policies().controls().stream().map(Control::name).collect(Collectors.joining(", "));
    return refusal(
        "no-such-control",
        "There is no control %s.".formatted(name),
        known.isEmpty()
            ? "Declare it in the manifest, under `controls`."
            : "Controls are: %s.".formatted(known));
  }

  static Optional<Refusal> tooLong(Control control) {
    return refusal(
        "control-pass-too-long",
        "A pass of %s counts for more than nothing and at most %s."
            .formatted(control.name(), Times.text(control.valid())),
        "Say a shorter time: --for " + Times.text(control.valid()));
  }

  static Optional<Refusal> nothingServed(String lane) {
    return refusal(
        "nothing-served",
        "Lane %s serves nothing.".formatted(lane),
        "Name the release: --release RELEASE");
  }
}
