package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import speeder.core.candidate.CandidateFact;
import speeder.core.candidate.CandidateStep;
import speeder.core.candidate.CandidateTable;
import speeder.core.rollout.Phase;
import speeder.core.rollout.RolloutFact;
import speeder.core.rollout.RolloutTable;
import speeder.core.rollout.Step;

/// The rows of the two tables that stories went through.
final class Visited {
  private static final Set<String> ROWS = new ConcurrentSkipListSet<>();

  private Visited() {}

  static Set<String> rows() {
    return Set.copyOf(ROWS);
  }

  static String name(Object from, Object step, Object to) {
    return from + " --" + step + "-> " + to;
  }

  /// Notes what a fact did to a World. What has no row must not happen.
  static void note(World before, Fact fact, World after) {
    switch (fact) {
      case Fact.OfRollout(RolloutFact.Began _) -> rollout(Phase.START, Step.BEGUN, Phase.PREPARING);
      case Fact.OfRollout(RolloutFact.Stepped(var id, var step, var to, var _, var _)) ->
          rollout(before.rollouts().find(id).orElseThrow().phase(), step, to);
      case Fact.OfCandidate(CandidateFact inner) -> candidate(before, inner, after);
      default -> {}
    }
  }

  private static void rollout(Phase from, Step step, Phase to) {
    assertTrue(
        RolloutTable.ROWS.contains(new RolloutTable.Row(from, step, to)),
        () -> "no row " + name(from, step, to));
    ROWS.add(name(from, step, to));
  }

  private static void candidate(World before, CandidateFact fact, World after) {
    switch (fact) {
      case CandidateFact.Opened _ -> {}
      case CandidateFact.Built(var id, var _, var _) ->
          candidate(before, after, id, CandidateStep.IMAGE_BUILT);
      case CandidateFact.BuildFailed(var id, var _) ->
          candidate(before, after, id, CandidateStep.BUILD_FAILED);
      case CandidateFact.Answered(var id, var open, var _, var _, var _) ->
          candidate(before, after, id, open ? CandidateStep.GATE_OPENED : CandidateStep.GATE_SHUT);
      case CandidateFact.Waived(var id, var _) ->
          candidate(before, after, id, CandidateStep.WAIVED);
      case CandidateFact.EvidenceCame(var id) ->
          candidate(before, after, id, CandidateStep.EVIDENCE_CAME);
      case CandidateFact.Superseded(var id, var _) ->
          candidate(before, after, id, CandidateStep.SUPERSEDED);
    }
  }

  private static void candidate(World before, World after, long id, CandidateStep step) {
    var from = before.candidates().find(id).orElseThrow().state();
    var to = after.candidates().find(id).orElseThrow().state();
    assertTrue(
        CandidateTable.ROWS.contains(new CandidateTable.Row(from, step, to)),
        () -> "no row " + name(from, step, to));
    ROWS.add(name(from, step, to));
  }
}
