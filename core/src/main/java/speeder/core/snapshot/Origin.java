package speeder.core.snapshot;

import java.util.Optional;
import speeder.core.value.Kind;
import speeder.core.value.ReleaseId;

/// Where a snapshot comes from, and what for.
///
/// @param kind which path it takes
/// @param on the release whose snapshot it was laid over; nothing where heads were frozen
public record Origin(Kind kind, Aim aim, Optional<ReleaseId> on) {
  public static final Origin HEADS = new Origin(Kind.CODE, Aim.SERVE, Optional.empty());

  /// What becomes of a release of it.
  public enum Aim {
    /// It is served next.
    SERVE,
    /// It stands by for going back, in place of the release it was laid over.
    COVER
  }

  /// Of configuration laid over what is served.
  public static Origin configuration(ReleaseId served) {
    return new Origin(Kind.CONFIGURATION, Aim.SERVE, Optional.of(served));
  }

  /// Of a release with what is kept laid over it.
  public static Origin covering(ReleaseId release) {
    return new Origin(Kind.CODE, Aim.COVER, Optional.of(release));
  }

  /// The release that it stands in for.
  public Optional<ReleaseId> covered() {
    return aim == Aim.COVER ? on : Optional.empty();
  }

  public boolean serves() {
    return aim == Aim.SERVE;
  }
}
