package speeder.core.world;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.image.BuiltImage;
import speeder.core.snapshot.Holding;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;
import speeder.core.value.Refusal;

/// How a deed ended.
public sealed interface Result {
  /// It is done, and this came of it.
  sealed interface Done extends Result {}

  /// @param configuration its commits of configuration sources
  record SnapshotFrozen(
      Digest snapshot,
      Digest document,
      List<String> heldBack,
      int restless,
      SortedMap<String, ObjectId> configuration)
      implements Done {
    public SnapshotFrozen {
      heldBack = List.copyOf(heldBack);
      configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
    }
  }

  /// @param found by the digest of the snapshot's document
  record LookedThrough(long upTo, SortedMap<Digest, Holding> found) implements Done {
    public LookedThrough {
      found = Collections.unmodifiableSortedMap(new TreeMap<>(found));
    }
  }

  record ImagesBuilt(List<BuiltImage> images, Digest plan) implements Done {
    public ImagesBuilt {
      images = List.copyOf(images);
    }
  }

  record GateAnswered(boolean open, String summary, boolean byPolicy, Digest answer)
      implements Done {}

  record ImagesPushed(long bytesSent) implements Done {}

  /// Unpacked folders went, and this many bytes with them.
  record FoldersGone(long bytes) implements Done {}

  record SlotReady(String address) implements Done {}

  record SlotGone() implements Done {}

  /// What a look at a slot found: where it answers, or nothing.
  record SlotLooked(Optional<String> address) implements Done {}

  /// The edge uses the table of this offset for every new request.
  record TableInForce(long table) implements Done {}

  /// The outside said no.
  record Refused(Refusal why) implements Result {}

  /// It did not work, and changed nothing.
  record Failed(Refusal why) implements Result {}

  /// It may or may not have happened. The only lawful answer is to look.
  record Unknown(Refusal why) implements Result {}
}
