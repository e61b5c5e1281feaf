package speeder.engine.port;

import java.util.Arrays;
import speeder.core.value.Digest;

/// An immutable input, named by the digest of its bytes.
///
/// @param kind what it is, for people: `manifest`, `snapshot`, `release`
public record Document(Digest digest, String kind, byte[] bytes) {
  /// The tenant list of the largest farm (100,000 tenants) fits in it twice.
  public static final int BYTES_MAX = 32 << 20;

  public Document {
    var named = Digest.of(bytes);
    if (!named.equals(digest)) {
      throw new IllegalArgumentException(
          "A %s of digest %s was given as %s".formatted(kind, named, digest));
    }
  }

  public static Document of(String kind, byte[] bytes) {
    return new Document(Digest.of(bytes), kind, bytes);
  }

  /// @throws PortFailure refused `document-too-large`
  public void checkSize() throws PortFailure {
    if (bytes.length > BYTES_MAX) {
      throw PortFailure.refused(
          "document-too-large",
          "A %s of %d bytes; at most %d go.".formatted(kind, bytes.length, BYTES_MAX),
          "Split it, or say less in it.");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Document document
        && digest.equals(document.digest)
        && kind.equals(document.kind)
        && Arrays.equals(bytes, document.bytes);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  @Override
  public String toString() {
    return kind + " " + digest;
  }
}
