package speeder.core.access;

import java.time.Instant;
import java.util.List;
import speeder.core.value.Digest;

/// What happened to tokens.
public sealed interface AccessFact {
  /// A principal got a token.
  ///
  /// @param hash of the secret, which whoever asked has made and keeps
  /// @param issuers who could have seen the secret, the issuer first
  record TokenIssued(
      String token,
      Digest hash,
      String principal,
      List<String> groups,
      List<String> issuers,
      Instant until)
      implements AccessFact {
    public TokenIssued {
      groups = List.copyOf(groups);
      issuers = List.copyOf(issuers);
    }
  }

  /// It opens nothing any more.
  record TokenRevoked(String token, String principal, String by, String reason)
      implements AccessFact {}
}
