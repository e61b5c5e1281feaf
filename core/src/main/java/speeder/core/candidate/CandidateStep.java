package speeder.core.candidate;

/// What can happen to a candidate.
public enum CandidateStep {
  IMAGE_BUILT,
  BUILD_FAILED,
  GATE_OPENED,
  GATE_SHUT,
  WAIVED,
  EVIDENCE_CAME,
  SUPERSEDED
}
