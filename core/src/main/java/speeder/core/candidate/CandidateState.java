package speeder.core.candidate;

/// Where a candidate stands. Image and gate are worked on side by side.
public enum CandidateState {
  /// Image and gate are both asked for.
  FROZEN,
  /// The image stands, the gate has not answered.
  BUILT,
  /// The gate is open, the image does not stand yet.
  OPEN,
  /// The gate is shut, the image does not stand yet: owed runs happen in it.
  SHUT,
  /// The image stands, the gate is shut: for a waiver, or evidence.
  WAITING,
  /// A release. The end.
  SEALED,
  /// Given up, with a reason. The end.
  DROPPED;

  public boolean isEnd() {
    return this == SEALED || this == DROPPED;
  }

  boolean owesImage() {
    return this == FROZEN || this == OPEN || this == SHUT;
  }

  boolean owesAnswer() {
    return this == FROZEN || this == BUILT;
  }
}
