package speeder.engine.port;

import java.util.List;
import java.util.Optional;
import speeder.core.value.Digest;

/// A store as a whole, to be copied and to be filled from a copy.
public interface Archive {
  /// Digests of one list.
  int LIST_MAX = 10_000;

  /// Digests of documents in the order of their text, after one of them, at most `max`.
  List<Digest> documents(Optional<Digest> after, int max) throws PortFailure;

  /// Fills an empty journal with entries as they stand, all of them or none, and returns the last
  /// offset.
  ///
  /// @throws PortFailure refused `store-not-empty`; failed `journal-damaged` where their chain is
  ///   broken; as `pages` does
  long restore(Pages pages) throws PortFailure;

  /// Entries from the first one on, page by page; an empty page ends them.
  interface Pages {
    List<Entry> next() throws PortFailure;
  }

  static PortFailure notEmpty(long last) {
    return PortFailure.refused(
        "store-not-empty",
        "The store holds %d entries already.".formatted(last),
        "Restore into an empty one; nothing is ever overwritten.");
  }
}
