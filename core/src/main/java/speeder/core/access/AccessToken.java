package speeder.core.access;

import java.time.Instant;
import speeder.core.value.Digest;

/// What a principal shows. The secret itself is nowhere: its digest alone is kept.
///
/// @param id names it without telling it
/// @param issued offset of the fact
/// @param until from when on it opens nothing
public record AccessToken(
    String id, Digest hash, Principal principal, String issuer, long issued, Instant until) {
  /// The name of the token whose secret has this digest.
  public static String id(Digest hash) {
    return "t-" + hash.brief();
  }

  public boolean isOver(Instant now) {
    return !until.isAfter(now);
  }
}
