package speeder.core.snapshot;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;
import speeder.core.value.Refusal;

/// What happened on the way to a snapshot.
public sealed interface SnapshotFact {
  String lane();

  /// The heads are to be frozen for a lane.
  ///
  /// @param by the principal who asked; Speeder's own where no person did
  /// @param why in a few words, for people; may be empty
  record Asked(String lane, Trigger trigger, String by, String why) implements SnapshotFact {}

  /// They are.
  ///
  /// @param snapshot names its contents
  /// @param document digest of the document that holds it
  /// @param heldBack sources at an older commit, by name
  /// @param restless how many sources still moved
  /// @param configuration its commits of configuration sources
  record Frozen(
      String lane,
      Digest snapshot,
      Digest document,
      List<String> heldBack,
      int restless,
      SortedMap<String, ObjectId> configuration)
      implements SnapshotFact {
    public Frozen {
      heldBack = List.copyOf(heldBack);
      configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
    }
  }

  /// No snapshot can be had of the sources as they are.
  record Refused(String lane, Refusal why) implements SnapshotFact {}

  /// What became known of the histories of snapshots.
  sealed interface OfHolding extends SnapshotFact {}

  /// Snapshots of a lane's releases and candidates were looked through for marked commits.
  ///
  /// @param upTo offset of the newest mark they were looked through for
  /// @param found by the digest of the snapshot's document
  record LookedThrough(String lane, long upTo, SortedMap<Digest, Holding> found)
      implements OfHolding {
    public LookedThrough {
      found = Collections.unmodifiableSortedMap(new TreeMap<>(found));
    }
  }

  /// A lane that served a bad commit was taken back, or a person wants it there: whatever it serves
  /// now, it is not taken back again for the marks up to this one.
  record Heeded(String lane, long upTo) implements OfHolding {}

  /// A lane serves a bad commit, and there was no release to go back to: a person was called for
  /// the marks up to this one.
  record Stuck(String lane, long upTo) implements OfHolding {}

  /// What happened to snapshots that are composed. One is named by the offset of its
  /// [OverlayAsked].
  sealed interface OfOverlay extends SnapshotFact {}

  /// Other commits are to be laid over a release's snapshot.
  ///
  /// @param byHand whether a person asked for it
  record OverlayAsked(String lane, Overlay overlay, boolean byHand) implements OfOverlay {}

  /// They are.
  ///
  /// @param configuration its commits of configuration sources
  record Overlaid(
      String lane,
      long overlay,
      Digest snapshot,
      Digest document,
      SortedMap<String, ObjectId> configuration)
      implements OfOverlay {
    public Overlaid {
      configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
    }
  }

  /// They do not fit.
  record OverlayRefused(String lane, long overlay, Refusal why) implements OfOverlay {}
}
