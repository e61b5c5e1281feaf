package speeder.local;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A container's `config.json`, in the form of the OCI runtime specification 1.0.2.
///
/// There is no network namespace in it: the runtime is started inside the container's own. There
/// are no resource limits of processes: raising one needs CAP_SYS_RESOURCE, which even root may
/// lack.
final class RuntimeConfig {
  /// Enough for a web server that starts as root and gives up its rights: Apache needs them all.
  private static final List<String> CAPABILITIES =
      List.of(
          "CAP_CHOWN",
          "CAP_DAC_OVERRIDE",
          "CAP_KILL",
          "CAP_NET_BIND_SERVICE",
          "CAP_SETGID",
          "CAP_SETUID");

  private static final List<String> MASKED =
      List.of(
          "/proc/acpi",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/proc/sched_debug",
          "/proc/scsi");

  private static final List<String> READ_ONLY =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  /// Calls that no web application needs and that have been ways out of containers.
  private static final List<String> DENIED =
      List.of(
          "add_key",
          "bpf",
          "delete_module",
          "finit_module",
          "fsopen",
          "init_module",
          "io_uring_setup",
          "kexec_file_load",
          "kexec_load",
          "keyctl",
          "mount",
          "move_mount",
          "open_by_handle_at",
          "open_tree",
          "perf_event_open",
          "pivot_root",
          "request_key",
          "setns",
          "swapon",
          "umount2",
          "unshare",
          "userfaultfd");

  /// Processes and threads in a container.
  static final long PIDS_MAX = 2048;

  private static final List<String> MEMORY = List.of("nosuid", "noexec", "nodev", "mode=1777");

  private static final long CPU_PERIOD_MICROS = 100_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Spec spec;
  private final Path folder;
  private final ObjectNode json = JSON.createObjectNode();

  private RuntimeConfig(Spec spec, Path folder) {
    this.spec = spec;
    this.folder = folder;
  }

  /// @param folder of the container, where root, secrets and small files are
  static String of(Spec spec, Path folder, String cgroup) {
    var config = new RuntimeConfig(spec, folder);
    config.json.put("ociVersion", "1.0.2");
    config.json.put("hostname", spec.id());
    config.json.putObject("root").put("path", folder.resolve("rootfs").toString());
    config.process();
    config.mounts();
    config.isolation(cgroup);
    return config.json.toPrettyString();
  }

  private void process() {
    var process = json.putObject("process");
    process.put("terminal", false);
    process.putObject("user").put("uid", spec.user()).put("gid", spec.user());
    process.put("cwd", "/");
    process.put("noNewPrivileges", true);
    strings(process.putArray("args"), spec.command());
    var environment = process.putArray("env");
    spec.environment().forEach((name, value) -> environment.add(name + "=" + value));
    var capabilities = process.putObject("capabilities");
    for (var set : List.of("bounding", "effective", "permitted")) {
      strings(capabilities.putArray(set), spec.user() == Spec.ROOT ? CAPABILITIES : List.of());
    }
  }

  private void mounts() {
    var all = json.putArray("mounts");
    mount(all, "/proc", "proc", "proc", List.of("nosuid", "noexec", "nodev"));
    mount(all, "/dev", "tmpfs", "tmpfs", List.of("nosuid", "mode=755", "size=64k"));
    mount(all, "/dev/shm", "tmpfs", "tmpfs", MEMORY);
    for (var name : List.of("hosts", "resolv.conf")) {
      bind(all, "/etc/" + name, folder.resolve(name).toString(), true);
    }
    spec.scratch().forEach(inside -> mount(all, inside, "tmpfs", "tmpfs", scratch()));
    spec.binds().forEach((outside, inside) -> bind(all, inside, outside, false));
    int number = 0;
    for (var inside : spec.secrets().keySet()) {
      bind(all, inside, folder.resolve("s").resolve(Integer.toString(number++)).toString(), true);
    }
  }

  /// The owner is said, too: runc 1.1 gives a mounted folder the mode of the one beneath it.
  private List<String> scratch() {
    return List.of("nosuid", "nodev", "mode=1777", "uid=" + spec.user(), "gid=" + spec.user());
  }

  private static void bind(ArrayNode all, String inside, String outside, boolean readOnly) {
    var access = readOnly ? "ro" : "rw";
    mount(all, inside, "bind", outside, List.of("rbind", access, "nosuid", "nodev"));
  }

  private static void mount(
      ArrayNode all, String inside, String type, String source, List<String> options) {
    var mount = all.addObject();
    mount.put("destination", inside).put("type", type).put("source", source);
    strings(mount.putArray("options"), options);
  }

  private void isolation(String cgroup) {
    var linux = json.putObject("linux");
    linux.put("cgroupsPath", cgroup);
    var namespaces = linux.putArray("namespaces");
    for (var type : List.of("pid", "mount", "ipc", "uts")) namespaces.addObject().put("type", type);
    strings(linux.putArray("maskedPaths"), MASKED);
    strings(linux.putArray("readonlyPaths"), READ_ONLY);
    limits(linux.putObject("resources"));
    var seccomp = linux.putObject("seccomp").put("defaultAction", "SCMP_ACT_ALLOW");
    var denied = seccomp.putArray("syscalls").addObject().put("action", "SCMP_ACT_ERRNO");
    strings(denied.putArray("names"), DENIED);
  }

  private void limits(ObjectNode resources) {
    resources.putObject("pids").put("limit", PIDS_MAX);
    if (spec.memoryBytes() > 0) resources.putObject("memory").put("limit", spec.memoryBytes());
    if (spec.cpus() > 0) {
      resources
          .putObject("cpu")
          .put("quota", Math.round(spec.cpus() * CPU_PERIOD_MICROS))
          .put("period", CPU_PERIOD_MICROS);
    }
  }

  private static void strings(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }
}
