package speeder.core.rollout;

import speeder.core.schedule.Motion;
import speeder.core.value.ReleaseId;

/// What happened to a rollout. A rollout is named by the offset of its [Began].
public sealed interface RolloutFact {
  /// A release set out for the stages of its lane.
  ///
  /// @param motion what moves: a kind of change forward, or a going back, and by whom
  /// @param reason in a few words, for people: a change, a person's wish, a verdict
  /// @param by the principal who wanted it; Speeder's own where a change or a verdict did
  record Began(
      String lane, Motion motion, ReleaseId release, RolloutPlan plan, String reason, String by)
      implements RolloutFact {}

  /// It took a step. The phase it led to stands here, so that replay needs no table.
  ///
  /// @param stage index of the stage it is at after the step
  record Stepped(long rollout, Step step, Phase to, int stage, String why) implements RolloutFact {}
}
