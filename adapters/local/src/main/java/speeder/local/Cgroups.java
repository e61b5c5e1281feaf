package speeder.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The cgroups of an instance's containers, `/<prefix>/<id>` in every hierarchy: what says which
/// processes are a container's, whatever became of whoever started them.
///
/// Works on version 1, version 2 and hybrid hierarchies.
record Cgroups(Path root, String prefix) {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  static Cgroups of(String prefix) {
    return new Cgroups(ROOT, prefix);
  }

  /// The path runc is told.
  String path(String id) {
    return "/" + prefix + "/" + id;
  }

  /// The processes of a container, by number on this machine.
  List<ProcessHandle> processes(String id) throws IOException {
    var pids = new TreeSet<Long>();
    for (var top : hierarchies()) pids.addAll(pids(top.resolve(prefix).resolve(id)));
    return pids.stream().map(ProcessHandle::of).flatMap(Optional::stream).toList();
  }

  boolean isAlive(String id) throws IOException {
    for (var top : hierarchies()) {
      if (!pids(top.resolve(prefix).resolve(id)).isEmpty()) return true;
    }
    return false;
  }

  /// The containers that have cgroups, dead or alive.
  List<String> ids() throws IOException {
    var ids = new TreeSet<String>();
    for (var top : hierarchies()) {
      for (var group : Folders.in(top.resolve(prefix))) {
        if (Files.isDirectory(group)) ids.add(group.getFileName().toString());
      }
    }
    return List.copyOf(ids);
  }

  /// Removes the empty cgroups of a container.
  void remove(String id) throws IOException {
    for (var top : hierarchies()) removeEmpty(top.resolve(prefix).resolve(id));
  }

  /// Removes the empty cgroup of the instance.
  void removeAll() throws IOException {
    for (var top : hierarchies()) Files.deleteIfExists(top.resolve(prefix));
  }

  /// A cgroup's files cannot be removed, only its folders, innermost first.
  private static void removeEmpty(Path group) throws IOException {
    for (var inner : Folders.in(group)) {
      if (Files.isDirectory(inner)) removeEmpty(inner);
    }
    Files.deleteIfExists(group);
  }

  private List<Path> hierarchies() throws IOException {
    if (Files.exists(root.resolve("cgroup.controllers"))) return List.of(root);
    var all = new ArrayList<Path>();
    for (var top : Folders.in(root)) {
      if (Files.isRegularFile(top.resolve("cgroup.procs")) && !Files.isSymbolicLink(top)) {
        all.add(top);
      }
    }
    return all;
  }

  private static List<Long> pids(Path group) throws IOException {
    try {
      var lines = Files.readAllLines(group.resolve("cgroup.procs"));
      return lines.stream().map(Long::valueOf).toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException e) {
      if (!Files.exists(group)) return List.of();
      throw e;
    }
  }
}
