package speeder.server.fold;

import java.time.Instant;
import speeder.engine.port.Documents;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.server.Desk;

/// What a fold may look at beside the entry that it folds: all of it was before, and stays.
record Past(Desk desk) {
  Documents documents() {
    return desk.documents();
  }

  Sources sources() {
    return desk.sources();
  }

  /// When an entry was written.
  Instant at(long offset) throws PortFailure {
    var entries = desk.journal(offset, 1);
    return entries.isEmpty() ? Instant.EPOCH : entries.getFirst().time();
  }
}
