package speeder.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import speeder.engine.port.PortFailure;

/// What the base image shows at a path, asked of its unpacked layers.
final class BaseView {
  private static final String FOLDER_MODE = "rwxr-xr-x";

  private final List<Path> layers;

  /// @param layers lowest first
  BaseView(List<Path> layers) {
    this.layers = layers.reversed();
  }

  boolean hasFolder(byte[] path) throws IOException {
    return at(path).filter(found -> found.isDirectory()).isPresent();
  }

  /// Layers bring every folder down to a place with them, as root's 0755: where the base has
  /// something else there, that would be lost.
  ///
  /// @throws PortFailure refused `place-unfit`
  void checkPlace(byte[] place) throws PortFailure {
    try {
      for (int end = 0; end < place.length; ) {
        end = PathBytes.nameEnd(place, end == 0 ? 0 : end + 1);
        var folder = java.util.Arrays.copyOf(place, end);
        var found = at(folder);
        if (found.isPresent() && !isPlain(found.get(), end == place.length)) {
          throw unfit(place, folder, found.get());
        }
      }
    } catch (IOException e) {
      throw Disk.failure("looking into the base image", e);
    }
  }

  private static boolean isPlain(PosixFileAttributes found, boolean isPlace) {
    if (!found.isDirectory()) return false;
    return isPlace || PosixFilePermissions.toString(found.permissions()).equals(FOLDER_MODE);
  }

  private Optional<PosixFileAttributes> at(byte[] path) throws IOException {
    var name = new String(path, StandardCharsets.UTF_8);
    for (var layer : layers) {
      var file = layer.resolve(name);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(
            Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
      }
    }
    return Optional.empty();
  }

  private static PortFailure unfit(byte[] place, byte[] folder, PosixFileAttributes found) {
    var is =
        found.isSymbolicLink()
            ? "a link"
            : found.isDirectory()
                ? "a folder of mode " + PosixFilePermissions.toString(found.permissions())
                : "no folder";
    return PortFailure.refused(
        "place-unfit",
        "The place /%s lies below /%s, which is %s in the base image."
            .formatted(PathBytes.show(place), PathBytes.show(folder), is),
        "Put the source below folders that are plain in the base, such as /srv.");
  }
}
