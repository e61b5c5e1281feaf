package speeder.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where a commit is.
///
/// @param commit in full
/// @param sentence the answer for people
/// @param head whether a branch points at it now
/// @param frozen the first snapshot whose own commit it was
/// @param places every stage of every lane
/// @param candidates on their way with it
public record Where(
    String source,
    String commit,
    String sentence,
    boolean head,
    Optional<Frozen> frozen,
    List<Place> places,
    List<Underway> candidates) {

  public record Frozen(String snapshot, Instant at, String lane) {}

  /// @param answer SERVED, NOT_SERVED, or UNKNOWN where the repository cannot say
  /// @param at the commit of the source that is served there
  public record Place(
      String lane,
      String stage,
      String target,
      String answer,
      Optional<String> release,
      Optional<String> at,
      Optional<Instant> since) {}

  public record Underway(String lane, long candidate, String state) {}
}
