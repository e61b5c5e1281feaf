package speeder.oci;

/// Modes of git tree entries.
final class GitMode {
  static final int TYPE = 0170000;
  static final int FOLDER = 0040000;
  static final int FILE = 0100000;
  static final int LINK = 0120000;
  static final int SUBMODULE = 0160000;

  private GitMode() {}

  static int type(int mode) {
    return mode & TYPE;
  }

  /// Git keeps one bit of a file's mode; old trees hold 0664 and the like.
  static int fileMode(int mode) {
    return (mode & 0100) != 0 ? MetadataRule.EXECUTABLE_MODE : MetadataRule.FILE_MODE;
  }
}
