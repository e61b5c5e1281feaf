package speeder.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import speeder.engine.port.PortFailure;

/// Lays out a container's folder and starts its process: one shell script in new namespaces of
/// mounts and network, which ends as the runtime.
///
/// In the folder: `config.json`, `l/<hex>` links to the layers with names of two letters, since an
/// overlay's options share a page of 4,096 bytes; `w`, `rootfs` and `s` where the script mounts the
/// upper folder, the root and the secrets for the container alone; `inside` for `ip -batch`.
record Starter(Instance instance, Programs programs, Cgroups cgroups) {
  static final int LAYERS_MAX = 127;

  /// What of the machine's memory the upper folder of a container without a limit may take.
  private static final String UPPER_SIZE_UNLIMITED = "25%";

  private static final String SCRIPT = script();

  /// Writes all that a start needs; what was there is replaced.
  void lay(Spec spec, Path folder, Optional<Pair> pair) throws IOException, PortFailure {
    check(spec);
    for (var name : List.of("l", "w", "rootfs", "s")) Files.createDirectories(folder.resolve(name));
    for (int depth = 0; depth < spec.layers().size(); depth++) {
      var link = folder.resolve("l").resolve(HexFormat.of().toHexDigits((byte) depth));
      Files.createSymbolicLink(link, spec.layers().get(depth));
    }
    Files.writeString(folder.resolve("resolv.conf"), "");
    Files.writeString(
        folder.resolve("hosts"),
        "127.0.0.1 localhost\n" + pair.map(it -> it.inner() + " " + spec.id() + "\n").orElse(""));
    Files.writeString(folder.resolve("inside"), pair.map(Pair::inside).orElse("link set lo up\n"));
    Files.writeString(
        folder.resolve("config.json"), RuntimeConfig.of(spec, folder, cgroups.path(spec.id())));
  }

  /// Starts what was laid out. The process is the script's, then the runtime's.
  ///
  /// @param detached whether the runtime ends once the container runs
  Process start(Spec spec, Path folder, Optional<Pair> pair, boolean detached, Path log)
      throws IOException, PortFailure {
    programs.check();
    var command = new ArrayList<>(List.of("unshare", "-m", "-n", "sh", "-c", SCRIPT, "speeder"));
    command.add(programs.runc().toString());
    command.add(instance.runc().toString());
    command.add(spec.id());
    command.add(detached ? "detach" : "wait");
    command.add(upperSize(spec));
    command.add(lowers(spec.layers().size()));
    command.add(Long.toString(ProcessHandle.current().pid()));
    command.add(pair.map(Pair::device).orElse(""));
    command.add(pair.map(Pair::host).orElse(""));
    command.addAll(spec.secretFiles());
    return programs
        .builder(command)
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .redirectErrorStream(true)
        .start();
  }

  private static String upperSize(Spec spec) {
    return spec.memoryBytes() > 0 ? Long.toString(spec.memoryBytes()) : UPPER_SIZE_UNLIMITED;
  }

  /// The overlay names its topmost layer first.
  private static String lowers(int layers) {
    var names = new ArrayList<String>();
    for (int depth = layers - 1; depth >= 0; depth--) {
      names.add("l/" + HexFormat.of().toHexDigits((byte) depth));
    }
    return String.join(":", names);
  }

  private static void check(Spec spec) throws PortFailure {
    int layers = spec.layers().size();
    if (layers == 0 || layers > LAYERS_MAX) {
      throw PortFailure.refused(
          "layers",
          "The image has %d layers, and 1 to %d can be laid over each other."
              .formatted(layers, LAYERS_MAX),
          "Build it again with a layer plan of fewer layers.");
    }
    if (spec.command().isEmpty()) {
      throw PortFailure.refused(
          "no-command",
          "Neither the workload nor the image says what to run.",
          "Give the workload a run in the manifest.");
    }
    for (var folder : spec.binds().keySet()) need("mount-missing", "folder", folder);
    for (var file : spec.secretFiles()) need("secret-missing", "file of a secret", file);
  }

  private static void need(String code, String what, String path) throws PortFailure {
    if (Files.exists(Path.of(path))) return;
    throw PortFailure.refused(
        code, "The %s %s is not there.".formatted(what, path), "Make it, or change the manifest.");
  }

  private static String script() {
    try (InputStream script = Starter.class.getResourceAsStream("start.sh")) {
      if (script == null) throw new IllegalStateException("start.sh is missing from the jar");
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("start.sh could not be read", e);
    }
  }
}
