package speeder.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import speeder.engine.port.PortFailure;

/// Finds programs on the PATH at each use, and where Debian puts those of root.
///
/// @param path folders, in order
record Programs(List<Path> path) {
  static Programs ofThisMachine() {
    var listed = Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator);
    return new Programs(
        Stream.concat(Arrays.stream(listed), Stream.of("/usr/sbin", "/sbin", "/usr/bin", "/bin"))
            .filter(text -> !text.isEmpty())
            .map(Path::of)
            .toList());
  }

  Optional<Path> find(String name) {
    return path.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// A command to be run with this PATH, without input and output.
  ProcessBuilder quietly(List<String> command) {
    return builder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  ProcessBuilder builder(List<String> command) {
    var builder = new ProcessBuilder(found(command)).redirectInput(new File("/dev/null"));
    var joined = path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    builder.environment().put("PATH", joined);
    return builder;
  }

  /// By its whole path: a process is started by the PATH of this one, which may lack root's
  /// folders.
  private List<String> found(List<String> command) {
    var whole = new ArrayList<>(command);
    find(command.getFirst()).ifPresent(it -> whole.set(0, it.toString()));
    return whole;
  }

  Path runc() throws PortFailure {
    return find("runc").orElseThrow(() -> Failures.noProgram("runc", "runc"));
  }

  /// Sees that what a start needs is there.
  void check() throws PortFailure {
    runc();
    need("ip", "iproute2");
    need("mount", "mount");
    need("unshare", "util-linux");
    need("nsenter", "util-linux");
  }

  private void need(String name, String debian) throws PortFailure {
    if (find(name).isEmpty()) throw Failures.noProgram(name, debian);
  }
}
