package speeder.api;

import java.time.Instant;
import java.util.List;

/// Who has a token in force.
public record Tokens(List<Token> tokens) {
  /// @param token its name; the secret is known to whoever made it alone
  /// @param issuer the principal who let it in
  public record Token(
      String token,
      String principal,
      List<String> groups,
      String issuer,
      Instant issued,
      Instant until) {}
}
