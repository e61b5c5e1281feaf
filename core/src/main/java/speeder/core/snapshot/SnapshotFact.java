package speeder.core.snapshot;

import java.util.List;
import speeder.core.value.Digest;
import speeder.core.value.Refusal;

/// What happened on the way to a snapshot.
public sealed interface SnapshotFact {
  String lane();

  /// The heads are to be frozen for a lane.
  ///
  /// @param byHand whether a person asked: then the same snapshot sets out again
  record Asked(String lane, boolean byHand) implements SnapshotFact {}

  /// They are.
  ///
  /// @param snapshot names its contents
  /// @param document digest of the document that holds it
  /// @param heldBack sources at an older commit, by name
  /// @param restless how many sources still moved
  record Frozen(String lane, Digest snapshot, Digest document, List<String> heldBack, int restless)
      implements SnapshotFact {
    public Frozen {
      heldBack = List.copyOf(heldBack);
    }
  }

  /// No snapshot can be had of the sources as they are.
  record Refused(String lane, Refusal why) implements SnapshotFact {}
}
