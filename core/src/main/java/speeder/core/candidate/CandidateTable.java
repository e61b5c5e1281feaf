package speeder.core.candidate;

import static speeder.core.candidate.CandidateState.BUILT;
import static speeder.core.candidate.CandidateState.DROPPED;
import static speeder.core.candidate.CandidateState.FROZEN;
import static speeder.core.candidate.CandidateState.OPEN;
import static speeder.core.candidate.CandidateState.SEALED;
import static speeder.core.candidate.CandidateState.SHUT;
import static speeder.core.candidate.CandidateState.WAITING;
import static speeder.core.candidate.CandidateStep.BUILD_FAILED;
import static speeder.core.candidate.CandidateStep.EVIDENCE_CAME;
import static speeder.core.candidate.CandidateStep.GATE_OPENED;
import static speeder.core.candidate.CandidateStep.GATE_SHUT;
import static speeder.core.candidate.CandidateStep.IMAGE_BUILT;
import static speeder.core.candidate.CandidateStep.SUPERSEDED;
import static speeder.core.candidate.CandidateStep.WAIVED;

import java.util.List;
import java.util.Optional;

/// The candidate's transitions. What has no row does not happen.
public final class CandidateTable {
  /// From, input, to.
  public record Row(CandidateState from, CandidateStep step, CandidateState to) {}

  public static final List<Row> ROWS =
      List.of(
          new Row(FROZEN, IMAGE_BUILT, BUILT),
          new Row(FROZEN, GATE_OPENED, OPEN),
          new Row(FROZEN, GATE_SHUT, SHUT),
          new Row(FROZEN, WAIVED, OPEN),
          new Row(FROZEN, EVIDENCE_CAME, FROZEN),
          new Row(FROZEN, BUILD_FAILED, DROPPED),
          new Row(FROZEN, SUPERSEDED, DROPPED),
          new Row(BUILT, GATE_OPENED, SEALED),
          new Row(BUILT, GATE_SHUT, WAITING),
          new Row(BUILT, WAIVED, SEALED),
          new Row(BUILT, EVIDENCE_CAME, BUILT),
          new Row(BUILT, SUPERSEDED, DROPPED),
          new Row(OPEN, IMAGE_BUILT, SEALED),
          new Row(OPEN, BUILD_FAILED, DROPPED),
          new Row(OPEN, SUPERSEDED, DROPPED),
          new Row(SHUT, IMAGE_BUILT, WAITING),
          new Row(SHUT, BUILD_FAILED, DROPPED),
          new Row(SHUT, WAIVED, OPEN),
          new Row(SHUT, EVIDENCE_CAME, FROZEN),
          new Row(SHUT, SUPERSEDED, DROPPED),
          new Row(WAITING, WAIVED, SEALED),
          new Row(WAITING, EVIDENCE_CAME, BUILT),
          new Row(WAITING, SUPERSEDED, DROPPED));

  private CandidateTable() {}

  public static Optional<CandidateState> next(CandidateState from, CandidateStep step) {
    return ROWS.stream()
        .filter(row -> row.from == from && row.step == step)
        .map(Row::to)
        .findFirst();
  }
}
