package speeder.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import speeder.api.ApiFailure;

/// A command that speaks to a server.
abstract class Online implements Callable<Integer> {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The server; without it, that of the data folder.")
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "The server's data folder; without it, $SPEEDER_DATA, or ~/.local/share/speeder.")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--json", description = "Print one JSON document, and nothing else.")
  private boolean json;

  private Surroundings surroundings = Surroundings.ofProcess();

  Online in(Surroundings given) {
    this.surroundings = given;
    return this;
  }

  abstract Exit run(Session session) throws ApiFailure;

  /// The exit code.
  int ended(Session session) throws ApiFailure {
    return run(session).code();
  }

  @Override
  public final Integer call() {
    try (var client = new Finding(surroundings, server, data).client(json)) {
      var words = new Words(surroundings.clock().instant(), surroundings.zone());
      return ended(new Session(client, surroundings, words, json));
    } catch (ApiFailure failure) {
      Session.problem(surroundings, json, failure.problem());
      return Exit.of(failure.problem()).code();
    }
  }
}
