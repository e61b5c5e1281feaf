package speeder.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When lanes set out next, and what would stand in their way.
///
/// @param now the server's clock
public record Next(Instant now, List<Lane> lanes) {

  /// @param cadence what makes it set out by itself, for people
  /// @param chosenBy who said so in spite of the manifest
  /// @param autonomy how far it goes by itself: observe, propose or act
  /// @param next the sealed release that waits for its turn
  /// @param stops what stands in its way now
  /// @param unread why calendars of its cannot be read now; what they said last counts
  /// @param opens when nothing that is known of stands in its way: now, or later
  public record Lane(
      String lane,
      String cadence,
      Optional<String> chosenBy,
      String autonomy,
      Ahead ahead,
      Optional<String> next,
      List<Stop> stops,
      List<Status.Reason> unread,
      Optional<Thaw> thaw,
      Optional<Instant> opens,
      List<Run> runs) {}

  /// @param most unproven releases that may stand above the anchor
  /// @param unproven that do, newest first
  /// @param waits whether the next one waits for the watch that runs
  /// @param until when that watch ends, if nothing speaks against it
  public record Ahead(int most, List<String> unproven, boolean waits, Optional<Instant> until) {}

  /// @param trigger `change`, `clock` or `hand`
  public record Run(
      String trigger, Instant at, String why, List<Stop> stops, Optional<Instant> opens) {}
}
