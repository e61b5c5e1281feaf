package speeder.core.world;

import speeder.core.value.Digest;

/// An immutable input named by its digest, written before the fact that names it.
public record Document(Digest digest, String kind, byte[] bytes) {
  public static Document of(String kind, byte[] bytes) {
    return new Document(Digest.of(bytes), kind, bytes);
  }
}
