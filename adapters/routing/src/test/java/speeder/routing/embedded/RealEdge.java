package speeder.routing.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// How to start the edge from a build tree.
final class RealEdge {
  /// Field 6 of `/proc/PID/stat`, counted from the end of the command's name (proc(5)).
  private static final int SESSION = 3;

  private RealEdge() {}

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  static List<Path> classPath() {
    var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator)).map(Path::of).toList();
  }

  static long session(long pid) throws IOException {
    var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[SESSION]);
  }
}
