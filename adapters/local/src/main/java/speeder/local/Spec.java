package speeder.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import speeder.core.farm.Workload;
import speeder.engine.port.Cluster.Order;
import speeder.engine.port.Cluster.Task;
import speeder.engine.port.Images.Unpacked;

/// What a container is made of, apart from how a runtime is told.
///
/// @param id its name on this machine
/// @param layers unpacked folders, lowest first
/// @param command program and arguments
/// @param user number of user and group
/// @param memoryBytes 0 for no limit
/// @param cpus 0 for no limit
/// @param scratch folders inside, in memory, empty and writable
/// @param binds host folder to folder inside, read-write
/// @param secrets file inside to file on this machine
record Spec(
    String id,
    List<Path> layers,
    List<String> command,
    int user,
    SortedMap<String, String> environment,
    long memoryBytes,
    double cpus,
    SortedSet<String> scratch,
    SortedMap<String, String> binds,
    SortedMap<String, String> secrets) {
  static final int ROOT = 0;
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /// What a slot runs.
  static Spec of(String id, Order order, Unpacked image) {
    var workload = order.workload();
    var environment = environment(image);
    environment.putAll(workload.environment());
    environment.put("SPEEDER_RELEASE", order.slot().release().text());
    environment.put("SPEEDER_LANE", order.slot().place().lane());
    environment.put("SPEEDER_STAGE", order.slot().place().stage());
    return new Spec(
        id,
        image.layers(),
        workload.run().isEmpty() ? image.entry() : workload.run(),
        workload.user(),
        environment,
        workload.memoryBytes(),
        workload.cpus(),
        scratch(workload.scratch().stream()),
        workload.mounts(),
        secrets(workload));
  }

  /// What a task runs: no mounts, no secrets.
  static Spec of(String id, Task task, Unpacked image) {
    return new Spec(
        id,
        image.layers(),
        task.command(),
        ROOT,
        environment(image),
        task.memoryBytes(),
        0,
        scratch(Stream.of()),
        new TreeMap<>(),
        new TreeMap<>());
  }

  /// The files of secrets on this machine, in the order of [#secrets()].
  List<String> secretFiles() {
    return List.copyOf(secrets.values());
  }

  private static SortedMap<String, String> environment(Unpacked image) {
    var environment = new TreeMap<String, String>();
    environment.put("PATH", PATH);
    for (var entry : image.environment()) {
      int equals = entry.indexOf('=');
      if (equals > 0) environment.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return environment;
  }

  private static SortedSet<String> scratch(Stream<String> more) {
    var scratch = new TreeSet<>(List.of("/tmp"));
    more.forEach(scratch::add);
    return scratch;
  }

  /// A secret that has a place inside but no file on this machine is none.
  private static SortedMap<String, String> secrets(Workload workload) {
    var byPlace = new TreeMap<String, String>();
    for (var name : new ArrayList<>(workload.secrets().keySet())) {
      var file = workload.secretFiles().get(name);
      var place = workload.secrets().get(name);
      if (file != null && place != null) byPlace.put(place, file);
    }
    return byPlace;
  }
}
