package speeder.offline;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.snapshot.Snapshot;
import speeder.engine.input.InputFile;
import speeder.engine.input.Located;
import speeder.engine.input.Malformed;
import speeder.engine.port.PortFailure;
import speeder.offline.Failure.Problem;
import speeder.offline.file.SnapshotFile;

/// What a server knows, asked for as a person would: by the command line's own commands.
///
/// @param launcher runs them
/// @param named options that name the server
record Server(Path launcher, List<String> named) {
  private static final String OTHER = "Use a server and a command line of one version.";

  Server {
    named = List.copyOf(named);
  }

  static Server of(Surroundings around, Optional<String> url, Optional<Path> data) {
    var named = new ArrayList<String>();
    url.ifPresent(it -> named.addAll(List.of("--server", it)));
    data.ifPresent(it -> named.addAll(List.of("--data", it.toString())));
    return new Server(around.launcher(), named);
  }

  /// The release of a lane that failed last, and what the lane is left with.
  record Failed(String release, Optional<String> good, String sentence, String remedy) {
    private static Failed of(Located failed) throws Malformed {
      var members = failed.members("a release that failed");
      return new Failed(
          text(members, "release"),
          members.findText("good"),
          text(members, "sentence"),
          text(members, "remedy"));
    }
  }

  private static String text(Located.Members of, String name) throws Malformed {
    return of.need(name).text("text").text();
  }

  Optional<Failed> failed(String lane) throws Failure {
    return asked(
        List.of("status", lane),
        answer ->
            new InputFile(answer, "answer", OTHER)
                .whole(status -> {
                  var lanes = status.members("a status").need("lanes").items("a list of lanes");
                  for (var each : lanes.all()) {
                    var failed = each.members("a lane").find("failed");
                    if (failed.isPresent()) return Optional.of(Failed.of(failed.get()));
                  }
                  return Optional.empty();
                }));
  }

  Snapshot snapshot(String release) throws Failure {
    return asked(
        List.of("release", release, "--snapshot"), answer -> SnapshotFile.read(answer).snapshot());
  }

  /// Makes something of the file that holds an answer.
  private interface Reading<T> {
    T of(Path answer) throws PortFailure;
  }

  private <T> T asked(List<String> command, Reading<T> reading) throws Failure {
    try {
      var answer = Files.createTempFile("speeder", ".json");
      try {
        var exit = Exit.of(ran(command, answer));
        if (exit == Exit.DONE) return reading.of(answer);
        throw new Failure(exit, problem(answer));
      } finally {
        Files.delete(answer);
      }
    } catch (IOException failure) {
      throw couldNot(
          "server-not-asked",
          "%s could not be run.".formatted(launcher),
          "Name files in place of releases: speeder release RELEASE --snapshot --json > FILE",
          String.valueOf(failure.getMessage()));
    } catch (PortFailure unread) {
      throw couldNot(
          "bad-answer",
          "What `speeder %s` answered cannot be read.".formatted(String.join(" ", command)),
          OTHER,
          unread.why().sentence());
    }
  }

  private static Failure couldNot(String code, String sentence, String remedy, String fault) {
    return new Failure(Exit.COULD_NOT, new Problem(code, sentence, remedy, List.of(fault)));
  }

  private static Problem problem(Path answer) throws PortFailure {
    return new InputFile(answer, "answer", OTHER)
        .whole(told -> {
          var problem = told.members("a problem");
          return new Problem(
              text(problem, "code"), text(problem, "sentence"), text(problem, "remedy"), List.of());
        });
  }

  private int ran(List<String> command, Path answer) throws IOException {
    var line = new ArrayList<>(List.of(launcher.toString()));
    line.addAll(command);
    line.addAll(named);
    line.add("--json");
    var process =
        new ProcessBuilder(line)
            .redirectOutput(answer.toFile())
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      process.getOutputStream().close();
      return process.waitFor();
    } catch (InterruptedException stopped) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    }
  }
}
