package speeder.core.world;

import java.time.Instant;
import java.util.Optional;
import speeder.core.source.ObjectId;
import speeder.core.source.SourceCommit;

/// What people can say of sources and of single commits.
public sealed interface MarkAsk extends Ask {
  String source();

  /// Keep a source where it is.
  ///
  /// @param commit where; without one, where each lane's last snapshot has it
  /// @param until when it goes by itself
  record Pin(String source, Optional<ObjectId> commit, String reason, Optional<Instant> until)
      implements MarkAsk {}

  record Unpin(String source) implements MarkAsk {}

  /// Let no snapshot hold a commit without its fix, and take back lanes that serve it.
  record CallBad(
      SourceCommit at, Optional<ObjectId> fixedBy, String reason, Optional<Instant> until)
      implements MarkAsk {
    @Override
    public String source() {
      return at.source();
    }
  }

  record CallGood(SourceCommit at) implements MarkAsk {
    @Override
    public String source() {
      return at.source();
    }
  }

  /// Let going back never lose a commit.
  record Keep(SourceCommit at, String reason) implements MarkAsk {
    @Override
    public String source() {
      return at.source();
    }
  }

  /// Let going back lose what was kept of a source.
  record LetGo(String source) implements MarkAsk {}
}
