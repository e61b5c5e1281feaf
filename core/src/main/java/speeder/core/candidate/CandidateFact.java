package speeder.core.candidate;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.image.BuiltImage;
import speeder.core.snapshot.Origin;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;
import speeder.core.value.Refusal;

/// What happened to a candidate. A candidate is named by the offset of its [Opened].
public sealed interface CandidateFact {
  /// A snapshot set out.
  ///
  /// @param document digest of the document that holds the snapshot
  /// @param manifest digest of the one it is built and sealed by
  /// @param origin where its snapshot comes from, and what for
  /// @param wished offset of the wish that its snapshot answers: what moved later may be missing
  /// @param configuration its commits of configuration sources
  record Opened(
      String lane,
      Digest snapshot,
      Digest document,
      Digest manifest,
      Origin origin,
      long wished,
      SortedMap<String, ObjectId> configuration)
      implements CandidateFact {
    public Opened {
      configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
    }
  }

  /// All its images stand.
  record Built(long candidate, List<BuiltImage> images, Digest plan) implements CandidateFact {
    public Built {
      images = List.copyOf(images);
    }
  }

  record BuildFailed(long candidate, Refusal why) implements CandidateFact {}

  /// The gate's answer.
  ///
  /// @param answer digest of the document that holds it
  /// @param byPolicy whether the lane's policy, not proof, opened it
  record Answered(long candidate, boolean open, String summary, boolean byPolicy, Digest answer)
      implements CandidateFact {}

  record Waived(long candidate, String reason) implements CandidateFact {}

  record EvidenceCame(long candidate) implements CandidateFact {}

  record Superseded(long candidate, long by) implements CandidateFact {}
}
