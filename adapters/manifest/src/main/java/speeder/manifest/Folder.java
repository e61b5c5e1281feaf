package speeder.manifest;

import java.nio.file.Path;

/// The manifest's folder, which relative paths start from.
record Folder(Path path) {
  private static final String OCI = "oci:";

  String resolve(String file) {
    return path.resolve(file).normalize().toString();
  }

  /// How a file is named in problems: relative to the folder.
  String shown(Path file) {
    return path.relativize(file).toString();
  }

  /// Where images are kept; the folder of an OCI layout may be relative.
  String images(String where) {
    return where.startsWith(OCI) ? OCI + resolve(where.substring(OCI.length())) : where;
  }
}
