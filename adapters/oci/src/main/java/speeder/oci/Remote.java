package speeder.oci;

import java.io.InputStream;
import java.nio.file.Path;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;

/// A place that images are brought to and from, all by digest.
interface Remote {
  /// A manifest's bytes; the caller checks their digest.
  byte[] manifest(Digest digest) throws PortFailure;

  /// Opens a blob's bytes; the caller checks their digest.
  InputStream open(Descriptor blob) throws PortFailure;

  boolean has(Descriptor blob) throws PortFailure;

  void send(Descriptor blob, Path file) throws PortFailure;

  /// Whether the image is there, under the place's tag if it names one.
  boolean hasManifest(Digest digest) throws PortFailure;

  /// Makes an image known, after all its blobs.
  void publish(Digest digest, byte[] manifest, String mediaType) throws PortFailure;

  static Remote of(Location location) {
    return switch (location) {
      case Location.Layout layout -> new LayoutRemote(layout);
      case Location.Repository repository -> new RegistryRemote(repository);
    };
  }

  static PortFailure missing(Object what, Object where) {
    return PortFailure.refused(
        "image-missing",
        "%s is not in %s.".formatted(what, where),
        "Look at the digest and at the place, or build the image again.");
  }
}
