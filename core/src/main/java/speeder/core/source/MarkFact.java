package speeder.core.source;

import java.time.Instant;
import java.util.Optional;

/// What people said of sources and of single commits.
public sealed interface MarkFact {
  /// A source stays where it is.
  ///
  /// @param commit where; nothing means where each lane's last snapshot has it
  record Pinned(
      String source, Optional<ObjectId> commit, String reason, String by, Optional<Instant> until)
      implements MarkFact {}

  /// It follows its branch again.
  record Unpinned(String source, String by) implements MarkFact {}

  /// No snapshot may hold a commit without its fix.
  record CalledBad(
      SourceCommit at,
      Optional<ObjectId> fixedBy,
      String reason,
      String by,
      Optional<Instant> until)
      implements MarkFact {}

  record CalledGood(SourceCommit at, String by) implements MarkFact {}

  /// Going back never loses a commit: it is laid over what lanes may go back to. One a source; a
  /// later one takes its place.
  record Kept(SourceCommit at, String reason, String by) implements MarkFact {}

  /// Going back may lose what was kept of a source.
  record LetGo(String source, String by) implements MarkFact {}
}
