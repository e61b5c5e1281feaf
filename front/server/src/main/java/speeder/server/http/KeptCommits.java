package speeder.server.http;

import java.util.Optional;
import speeder.core.source.Floor;
import speeder.core.source.ObjectId;
import speeder.core.source.SourceCommit;
import speeder.core.world.MarkRefusals;
import speeder.engine.port.PortFailure;

/// Refuses wishes that contradict what is kept, as the histories of sources say. Whatever slips
/// through never sets out.
final class KeptCommits {
  private final Naming naming;

  KeptCommits(Naming naming) {
    this.naming = naming;
  }

  /// @throws Refused where the commit to pin a source to lacks what is kept of it
  void pin(SourceCommit pin) throws PortFailure {
    var floor = floor(pin.source());
    if (floor.isPresent() && !naming.holds(pin, floor.get().commit())) {
      throw Refused.of(MarkRefusals.pinBelow(pin, floor.get()));
    }
  }

  /// @throws Refused where what is kept holds the commit without its fix
  void bad(SourceCommit at, Optional<ObjectId> fixedBy) throws PortFailure {
    var floor = floor(at.source());
    if (floor.isEmpty()) return;
    var kept = new SourceCommit(at.source(), floor.get().commit());
    boolean isFixed = fixedBy.isPresent() && naming.holds(kept, fixedBy.get());
    if (naming.holds(kept, at.commit()) && !isFixed) {
      throw Refused.of(MarkRefusals.isKept(at, floor.get()));
    }
  }

  /// @throws Refused where the source is pinned to a commit without it
  void keep(SourceCommit at) throws PortFailure {
    var pin = Optional.ofNullable(naming.marks().pins().get(at.source()));
    var commit = pin.flatMap(it -> it.commit());
    if (commit.isEmpty()) return;
    if (!naming.holds(new SourceCommit(at.source(), commit.get()), at.commit())) {
      throw Refused.of(MarkRefusals.isPinnedBelow(at, pin.get()));
    }
  }

  private Optional<Floor> floor(String source) {
    return Optional.ofNullable(naming.marks().floors().get(source));
  }
}
