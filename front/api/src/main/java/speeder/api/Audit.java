package speeder.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who asked for what, and what came of it; newest first.
///
/// @param next the cursor of the following page
public record Audit(long offset, List<Entry> entries, Optional<Long> next) {
  public static final String OBEYED = "obeyed";
  public static final String REFUSED = "refused";

  /// @param offset of the fact that answered it
  /// @param by who asked, with which `token`, for whom
  /// @param action the right that it takes, `lane` where (empty for the whole farm) and `about`
  ///   what
  /// @param answer `obeyed`, `refused`, `proposed`, `agreed`, `carried-out`, `declined`,
  ///   `withdrawn` or `lapsed`
  /// @param proposal that it is about, where others must want it, too
  /// @param before how the lane or the farm stood, and `after`; where it was obeyed
  /// @param refused why not
  public record Entry(
      long offset,
      Instant at,
      String by,
      String token,
      String onBehalfOf,
      String command,
      String action,
      String lane,
      String about,
      String reason,
      String answer,
      Optional<Long> proposal,
      Optional<String> before,
      Optional<String> after,
      Optional<Status.Reason> refused) {}
}
