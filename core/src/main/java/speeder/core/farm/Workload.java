package speeder.core.farm;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A process kind of the application and what a container of it needs.
///
/// @param variant which image runs
/// @param run command; empty takes the image's own
/// @param user number of the user and group it runs as; 0 is root, with the few rights a server
///   needs to give up root by itself. Anyone else has none
/// @param stop what asks it to end
/// @param port where it listens inside
/// @param ready path that answers 200 once it can serve
/// @param warm paths asked before it is ready, in order; each must answer below 400
/// @param warmHosts the Host header of those requests: one tenant each, so that every tenant is
///   warm
/// @param mounts host folder to folder inside, read-write (sockets of shared services)
/// @param scratch folders inside that are empty and writable at start; they count as its memory
/// @param secrets secret name to file inside; values are bound at start and never known here
/// @param secretFiles secret name to the file on the host that holds the value
/// @param startSeconds how long it may take to become ready
public record Workload(
    String name,
    String variant,
    List<String> run,
    int user,
    StopSignal stop,
    int port,
    String ready,
    List<String> warm,
    List<String> warmHosts,
    SortedMap<String, String> environment,
    SortedMap<String, String> mounts,
    List<String> scratch,
    SortedMap<String, String> secrets,
    SortedMap<String, String> secretFiles,
    long memoryBytes,
    double cpus,
    int startSeconds,
    int drainSeconds) {
  public Workload {
    run = List.copyOf(run);
    warm = List.copyOf(warm);
    warmHosts = List.copyOf(warmHosts);
    scratch = List.copyOf(scratch);
    environment = fixed(environment);
    mounts = fixed(mounts);
    secrets = fixed(secrets);
    secretFiles = fixed(secretFiles);
  }

  /// The same with more secrets; one of the same name is replaced.
  public Workload withSecrets(SortedMap<String, Secret> more) {
    if (more.isEmpty()) return this;
    var places = new TreeMap<>(secrets);
    var files = new TreeMap<>(secretFiles);
    more.forEach((secret, where) -> places.put(secret, where.at()));
    more.forEach((secret, where) -> files.put(secret, where.file()));
    return new Workload(
        name,
        variant,
        run,
        user,
        stop,
        port,
        ready,
        warm,
        warmHosts,
        environment,
        mounts,
        scratch,
        places,
        files,
        memoryBytes,
        cpus,
        startSeconds,
        drainSeconds);
  }

  private static SortedMap<String, String> fixed(SortedMap<String, String> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
