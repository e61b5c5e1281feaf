package speeder.offline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.core.snapshot.Snapshot;
import speeder.engine.port.PortFailure;
import speeder.offline.Failure.Problem;
import speeder.offline.file.SnapshotFile;

/// Between what a bisection looks: two snapshots' files, two releases, or what a lane was left
/// with.
final class Ends {
  /// A release's name. A file of the same name goes before.
  private static final Pattern RELEASE = Pattern.compile("r-[0-9a-f]{12}");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "GOOD",
      description = "A snapshot's file, or a release of the server.")
  private Optional<String> good = Optional.empty();

  @Parameters(index = "1", arity = "0..1", paramLabel = "BAD", description = "A later one.")
  private Optional<String> bad = Optional.empty();

  @Option(
      names = "--lane",
      paramLabel = "LANE",
      description = "In place of the two: the lane's release that failed, and its last good one.")
  private Optional<String> lane = Optional.empty();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The server; without it, that of the data folder.")
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The server's data folder, where it is not the usual one.")
  private Optional<Path> data = Optional.empty();

  /// @param name of a file, or of a release
  record End(String name, boolean isRelease, Snapshot snapshot) {}

  record Both(End good, End bad) {}

  Both of(Session session) throws Failure, PortFailure {
    var asked = Server.of(session.surroundings(), server, data);
    if (lane.isPresent() && good.isEmpty()) return of(session, asked, lane.get());
    if (lane.isPresent() || bad.isEmpty()) throw unclear();
    return new Both(end(asked, good.orElseThrow()), end(asked, bad.get()));
  }

  private Both of(Session session, Server asked, String name) throws Failure, PortFailure {
    var failed = asked.failed(name).orElseThrow(() -> nothingFailed(name));
    var from = failed.good().orElseThrow(() -> noneGood(failed));
    session.note("%s Good: %s.".formatted(failed.sentence(), from));
    return new Both(released(asked, from), released(asked, failed.release()));
  }

  private static End end(Server asked, String name) throws Failure, PortFailure {
    var file = Path.of(name);
    boolean isRelease = RELEASE.matcher(name).matches() && Files.notExists(file);
    if (isRelease) return released(asked, name);
    return new End(name, false, Failure.input(() -> SnapshotFile.read(file)).snapshot());
  }

  private static End released(Server asked, String release) throws Failure, PortFailure {
    return new End(release, true, asked.snapshot(release));
  }

  private static Failure unclear() {
    return Failure.badInput(
        "bad-usage",
        "A bisection lies between two snapshots.",
        "Name GOOD and BAD, or else a lane whose release failed: --lane LANE");
  }

  private static Failure nothingFailed(String lane) {
    return no(
        "nothing-failed",
        "No release of %s failed since the one that main serves came.".formatted(lane),
        "Name two, good and bad: speeder releases %s".formatted(lane));
  }

  private static Failure noneGood(Server.Failed failed) {
    return no(
        "no-good-release",
        "%s No release before it is known to be good.".formatted(failed.sentence()),
        failed.remedy());
  }

  private static Failure no(String code, String sentence, String remedy) {
    return new Failure(Exit.NO, new Problem(code, sentence, remedy, List.of()));
  }
}
