package speeder.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import speeder.core.value.Digest;

/// What a farm makes outside its folder, or holds inside it while it runs.
final class Leftovers {
  private static final int DEPTH = 4;

  private Leftovers() {}

  /// Mounts below the folder, processes that work with it, network interfaces and control groups of
  /// its containers; one a line.
  ///
  /// @param data of the server
  static List<String> of(Path folder, Path data) throws Exception {
    var left = new ArrayList<String>();
    Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
        .filter(it -> it.contains(folder.toString()))
        .forEach(it -> left.add("mount: " + it));
    processes(folder).forEach(it -> left.add("process: " + it));
    var prefix = prefix(data.resolve("cluster"));
    for (var where : List.of("/run/netns", "/sys/class/net", "/sys/fs/cgroup")) {
      named(Path.of(where), prefix).forEach(it -> left.add("name: " + it));
    }
    return List.copyOf(left);
  }

  /// What a local cluster of this folder puts before all its names.
  private static String prefix(Path cluster) {
    return "s" + Digest.of(cluster.toString()).hex().substring(0, 6);
  }

  private static List<Path> named(Path folder, String prefix) throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> found =
        Files.find(folder, DEPTH, (it, _) -> it.getFileName().toString().startsWith(prefix))) {
      return found.toList();
    } catch (java.io.UncheckedIOException gone) {
      return named(folder, prefix);
    }
  }

  private static List<String> processes(Path folder) {
    long self = ProcessHandle.current().pid();
    return ProcessHandle.allProcesses()
        .filter(it -> it.pid() != self)
        .filter(it -> commandLine(it.pid()).contains(folder.toString()))
        .map(it -> it.pid() + " " + commandLine(it.pid()).replace('\0', ' '))
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
