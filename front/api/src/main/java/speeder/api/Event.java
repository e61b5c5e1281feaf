package speeder.api;

import java.time.Instant;
import java.util.List;

/// A fact, as it stands in the journal.
///
/// @param lane empty where it is about the whole farm
/// @param actor who asked
/// @param cause id of the command, or key of the effect, that led to it
/// @param text what happened, for people
/// @param body the fact's own JSON
public record Event(
    long offset,
    Instant at,
    String lane,
    String kind,
    String actor,
    String onBehalfOf,
    String cause,
    String text,
    Json.Raw body) {

  /// A stretch of the journal, oldest first. `last` is the journal's last offset.
  public record Page(long last, List<Event> entries) {}
}
