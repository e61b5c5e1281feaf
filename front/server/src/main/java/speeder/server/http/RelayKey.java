package speeder.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// The secret by which the servers of one store know each other: 256 bits, drawn at each start and
/// told through the store alone.
record RelayKey(String text) {
  static final String SCHEME = "Relay ";
  private static final int BYTES = 32;

  /// @param random cryptographically strong
  static RelayKey draw(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new RelayKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// Whether an Authorization header carries it. Takes the same time for every wrong one.
  boolean opens(String header) {
    return MessageDigest.isEqual(bytes(header), bytes(SCHEME + text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "a relay key";
  }
}
