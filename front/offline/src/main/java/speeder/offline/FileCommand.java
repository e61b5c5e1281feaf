package speeder.offline;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import speeder.engine.port.PortFailure;
import speeder.wiring.BadManifest;

/// A command on files, without a server.
abstract class FileCommand implements Callable<Integer> {
  static final String JSON = "--json";

  @Option(names = JSON, description = "Print one JSON document, and nothing else.")
  private boolean json;

  private Surroundings surroundings = Surroundings.ofProcess();

  FileCommand in(Surroundings given) {
    this.surroundings = given;
    return this;
  }

  abstract Exit run(Session session) throws BadManifest, Failure, PortFailure;

  @Override
  public final Integer call() {
    var session = new Session(surroundings, json);
    try {
      return run(session).code();
    } catch (BadManifest bad) {
      return session.fail(Failure.of(bad)).code();
    } catch (PortFailure failure) {
      return session.fail(Failure.of(failure)).code();
    } catch (Failure failure) {
      return session.fail(failure).code();
    }
  }
}
