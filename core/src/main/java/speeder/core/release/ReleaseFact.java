package speeder.core.release;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.image.BuiltImage;
import speeder.core.snapshot.Origin;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;
import speeder.core.value.Kind;
import speeder.core.value.ReleaseId;

/// What happened to a release.
public sealed interface ReleaseFact {
  /// A candidate became a release.
  ///
  /// @param candidate offset of the candidate it comes of
  /// @param document digest of the release's document, and `snapshotDocument` of its snapshot's
  /// @param gate the gate's answer in a word; a fact about the release, not part of it
  /// @param origin where its snapshot comes from, and what for
  /// @param wished offset of the wish that its snapshot answers
  /// @param configuration its commits of configuration sources
  record Sealed(
      ReleaseId release,
      String lane,
      long candidate,
      Digest document,
      Digest snapshot,
      Digest snapshotDocument,
      List<BuiltImage> images,
      Digest plan,
      Digest manifest,
      String gate,
      Origin origin,
      long wished,
      SortedMap<String, ObjectId> configuration)
      implements ReleaseFact {
    public Sealed {
      images = List.copyOf(images);
      configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
    }
  }

  /// Its images are where the farm keeps them.
  record Pushed(ReleaseId release, long bytesSent) implements ReleaseFact {}

  /// Nobody needs it near at hand: its unpacked folders are to go from this machine.
  record Unneeded(ReleaseId release, String lane) implements ReleaseFact {}

  /// They went. Its blobs stay, so that it can be unpacked again.
  record PackedAway(ReleaseId release, String lane, long bytes) implements ReleaseFact {}

  /// A release that the World forgot is known again, since a person wants it back.
  ///
  /// @param condemned whether it failed where it was watched
  record Recalled(Sealed sealed, boolean condemned) implements ReleaseFact {}

  /// A person, or automation, wants it served by its lane next.
  ///
  /// @param kind whose path it takes
  /// @param byHand whether a person named it: then it goes, however old it is
  record Chosen(ReleaseId release, String lane, Kind kind, boolean byHand) implements ReleaseFact {}

  /// It was to be served, and what the lane serves has gone on without it.
  ///
  /// @param by what the lane serves now
  record Overtaken(ReleaseId release, String lane, ReleaseId by) implements ReleaseFact {}

  /// Its whole watch window ended in PASS while it served: automation may go back to it.
  record Anchored(ReleaseId release, String lane) implements ReleaseFact {}

  /// It failed where it was watched; automation never takes it up again.
  record Condemned(ReleaseId release, String lane, String reason) implements ReleaseFact {}
}
