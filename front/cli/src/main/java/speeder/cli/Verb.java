package speeder.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import speeder.api.ApiFailure;
import speeder.api.SpeederClient;

/// A command that asks a server one thing.
@SuppressWarnings("NullAway.Init") // picocli sets its fields
abstract class Verb implements Callable<Integer> {
  @Mixin Connection connection;

  @Spec CommandSpec spec;

  abstract Exit ask(SpeederClient client, Printer printer) throws ApiFailure;

  @Override
  public Integer call() {
    var line = spec.commandLine();
    var printer = new Printer(connection.json, line.getOut(), line.getErr());
    try (var client = connection.open()) {
      return ask(client, printer).code();
    } catch (ApiFailure failure) {
      return printer.failure(failure).code();
    }
  }
}
