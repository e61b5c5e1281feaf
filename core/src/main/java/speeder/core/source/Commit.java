package speeder.core.source;

import java.time.Instant;

/// One commit, as people are told of it.
///
/// @param author name alone, never an address
/// @param subject first paragraph of the message, on one line
/// @param files how many files differ from its first parent; counted up to [#FILES_COUNTED_MAX]
public record Commit(ObjectId id, String author, String subject, Instant committedAt, int files) {
  public static final int FILES_COUNTED_MAX = 10_000;
}
