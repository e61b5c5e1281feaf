package speeder.offline;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `speeder audit ...`: about the trail of all that was asked and all that happened.
@Command(name = "audit", description = "The trail of all that was asked and all that happened.")
final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: audit verify or audit export.");
  }
}
