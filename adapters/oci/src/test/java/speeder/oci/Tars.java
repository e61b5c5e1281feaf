package speeder.oci;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Extracted layers, applied as the image specification says: what is gone goes first, then files
/// take the place of what was there, and folders merge.
final class Tars {
  private Tars() {}

  static void apply(Path layer, Path root) throws Exception {
    List<Path> all;
    try (var walk = Files.walk(layer)) {
      all = walk.filter(path -> !path.equals(layer)).toList();
    }
    for (var path : all) {
      var name = String.valueOf(path.getFileName());
      var to = root.resolve(layer.relativize(path).toString());
      if (name.startsWith(".wh.")) Disk.deleteAll(to.resolveSibling(name.substring(4)));
    }
    for (var path : all) {
      if (String.valueOf(path.getFileName()).startsWith(".wh.")) continue;
      var to = root.resolve(layer.relativize(path).toString());
      boolean isFolder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
      boolean wasFolder = Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS);
      if (!isFolder || !wasFolder) Disk.deleteAll(to);
      if (isFolder && !wasFolder) Files.createDirectory(to);
      else if (!isFolder) {
        Files.copy(path, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
