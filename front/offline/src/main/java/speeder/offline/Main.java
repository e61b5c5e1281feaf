package speeder.offline;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import speeder.engine.port.PortFailure;

/// Commands on files, without a server.
///
/// Exit codes: 0 done, 1 the answer is no, 2 bad usage or bad input, 3 could not.
@Command(
    name = "speeder",
    subcommands = {Base.class},
    description = "Commands that need no server.")
public final class Main {
  static final int REFUSED = 1;
  static final int COULD_NOT = 3;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commands().execute(arguments));
  }

  static CommandLine commands() {
    return new CommandLine(new Main()).setExecutionExceptionHandler(Main::failed);
  }

  private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult given)
      throws Exception {
    if (!(failure instanceof PortFailure known)) throw failure;
    var why = known.why();
    command.getErr().println("speeder: " + why.sentence() + " " + why.remedy());
    return known.kind() == PortFailure.Kind.REFUSED ? REFUSED : COULD_NOT;
  }
}
