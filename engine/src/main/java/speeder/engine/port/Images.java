package speeder.engine.port;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import speeder.core.image.BuiltImage;
import speeder.core.image.LayerPlan;
import speeder.core.image.Recipe;
import speeder.core.value.Digest;

/// Builds images from git objects and moves them to and from registries.
public interface Images {
  /// Builds an image, or finds that it stands already. When it returns, its blobs are in the local
  /// store and every layer is unpacked, so that a container may start without waiting for a push.
  /// The same order gives the same bytes.
  ///
  /// @param progress takes one line now and then for people to read
  BuiltImage build(LayerPlan plan, Recipe recipe, Consumer<String> progress) throws PortFailure;

  /// Sends an image to where the farm keeps them: a registry's repository or an OCI layout. What is
  /// there is not sent.
  Pushed push(Digest image, String to, Consumer<String> progress) throws PortFailure;

  /// Brings an image from a registry or an OCI layout into the local store and unpacks it.
  void pull(Digest image, String from, Consumer<String> progress) throws PortFailure;

  /// The unpacked folders of an image's layers, lowest first; brings back what was collected, if
  /// the blobs are there.
  Unpacked unpacked(Digest image) throws PortFailure;

  /// Takes away the unpacked folders of an image's layers, but for those that an image to keep has,
  /// too. Blobs stay. What is gone already is done.
  ///
  /// @return bytes that the folders held
  long packAway(Digest image, Set<Digest> keep) throws PortFailure;

  /// @param bytesSent what went over the wire; `blobsReused` were there already
  /// @param bytesTotal of the image: its blobs and its manifest
  record Pushed(Digest image, long bytesSent, long bytesTotal, int blobsSent, int blobsReused) {}

  /// What a container of an image needs.
  record Unpacked(
      Digest image,
      List<java.nio.file.Path> layers,
      List<String> entry,
      List<String> environment) {}
}
