package speeder.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `speeder`, as far as it speaks to a server.
@Command(
    name = "speeder",
    description = "Runs ahead of the train: what runs where, why, and how to stop it.",
    mixinStandardHelpOptions = true,
    version = "speeder 0.1",
    subcommands = {
      Reads.Status.class,
      Reads.Releases.class,
      Reads.Where.class,
      Reads.Watch.class,
      Reads.Logs.class,
      Reads.Journal.class,
      Changes.Deploy.class,
      Changes.Hold.class,
      Changes.Lift.class,
      Changes.Rollback.class,
      Changes.Withdraw.class,
      Changes.Waive.class
    },
    footer = {
      "",
      "Beside these: speeder demo, speeder server, speeder base.",
      "Exit codes: 0 done, 1 the answer is no, 2 bad usage, 3 could not."
    })
public final class Main {
  private Main() {}

  public static void main(String[] given) {
    System.exit(line().execute(given));
  }

  static CommandLine line() {
    return new CommandLine(new Main())
        .setExecutionStrategy(new CommandLine.RunLast())
        .setParameterExceptionHandler(Main::badUsage);
  }

  private static int badUsage(CommandLine.ParameterException wrong, String[] given) {
    var line = wrong.getCommandLine();
    line.getErr().println("speeder: " + wrong.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, line.getErr());
    line.getErr().println("Look: speeder %s --help".formatted(line.getCommandName()));
    return Exit.BAD_USAGE.code();
  }
}
