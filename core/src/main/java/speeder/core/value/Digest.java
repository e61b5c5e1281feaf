package speeder.core.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A SHA-256 content address in the form of the OCI image specification: `sha256:` and 64 hex
/// digits.
public record Digest(String text) implements Comparable<Digest> {
  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

  public Digest {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("Not a digest (sha256: and 64 hex digits): " + text);
    }
  }

  public static Digest of(byte[] bytes) {
    return ofHash(sha256().digest(bytes));
  }

  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Takes the 32 bytes of a finished SHA-256.
  public static Digest ofHash(byte[] hash) {
    return new Digest("sha256:" + HexFormat.of().formatHex(hash));
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  public String hex() {
    return text.substring("sha256:".length());
  }

  /// Enough of it for people to tell one from another.
  public String brief() {
    return hex().substring(0, 12);
  }

  @Override
  public int compareTo(Digest other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
