package speeder.core.world;

import speeder.core.value.Digest;

/// An immutable input named by its digest, written before the fact that names it. Its digest is
/// what it is compared by.
public record Document(Digest digest, String kind, byte[] bytes) {
  public static Document of(String kind, byte[] bytes) {
    return new Document(Digest.of(bytes), kind, bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Document document
        && digest.equals(document.digest)
        && kind.equals(document.kind);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  @Override
  public String toString() {
    return "%s %s (%d bytes)".formatted(kind, digest, bytes.length);
  }
}
