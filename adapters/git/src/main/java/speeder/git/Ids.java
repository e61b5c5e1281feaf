package speeder.git;

import org.eclipse.jgit.lib.AnyObjectId;
import speeder.core.source.ObjectId;
import speeder.engine.port.PortFailure;

/// Object ids, ours and JGit's.
final class Ids {
  private static final int SHA1_HEX = 40;

  private Ids() {}

  static ObjectId ours(AnyObjectId id) {
    return new ObjectId(id.name());
  }

  static org.eclipse.jgit.lib.ObjectId theirs(ObjectId id) throws PortFailure {
    if (id.hex().length() == SHA1_HEX) return org.eclipse.jgit.lib.ObjectId.fromString(id.hex());
    throw PortFailure.refused(
        "object-format",
        "The object id %s is of a SHA-256 repository.".formatted(id.brief()),
        "Only repositories of the SHA-1 object format can be read.");
  }
}
