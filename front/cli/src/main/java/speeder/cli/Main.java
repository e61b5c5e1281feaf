package speeder.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import speeder.api.Problem;

/// `speeder`: the commands that speak to a server.
@Command(
    name = "speeder",
    description = "Runs ahead of the train and finds what is wrong with the track.",
    footer = {
      "",
      "Without a server: demo, server, base, snapshot, build, gate, judge, route, bisect,",
      "backup, restore, audit. Each says how it is used: speeder COMMAND --help.",
      "Exit codes: 0 done, 1 the answer is no, 2 bad usage or input, 3 could not."
    })
public final class Main {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Say how it is used.")
  @SuppressWarnings("UnusedVariable")
  private boolean help;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(Surroundings.ofProcess(), arguments));
  }

  static int run(Surroundings surroundings, String... arguments) {
    var line = new CommandLine(new Main());
    for (var command :
        new Online[] {
          new Looking.StatusCommand(),
          new Watch(),
          new Asking.Deploy(),
          new Holding.Hold(),
          new Holding.Lift(),
          new Scheduling.Cadence(),
          new Scheduling.Thaw(),
          new Scheduling.Next(),
          new Asking.Rollback(),
          new Asking.Withdraw(),
          new Asking.Waive(),
          new Asking.FileEvidence(),
          new Asking.TakeOut(),
          new Asking.TakeIn(),
          new Marking.Pin(),
          new Marking.Unpin(),
          new Marking.Bad(),
          new Marking.Good(),
          new Marking.Keep(),
          new Marking.LetGo(),
          new ApprovalCommands.Approvals(),
          new ApprovalCommands.Approve(),
          new ApprovalCommands.Decline(),
          new AutonomyCommands.Confirm(),
          new Looking.Releases(),
          new Looking.ReleaseCommand(),
          new Looking.Rollouts(),
          new Looking.WhereCommand(),
          new Trailing.AuditCommand(),
          new Trailing.ConvergenceCommand(),
          new Looking.Logs(),
          new Looking.Journal()
        }) {
      line.addSubcommand(new CommandLine(command.in(surroundings)));
    }
    group(line, surroundings, new AutonomyCommands(), AutonomyCommands.all());
    group(line, surroundings, new ControlCommands(), ControlCommands.all());
    group(line, surroundings, new TokenCommands(), TokenCommands.all());
    group(line, surroundings, new LockCommands(), LockCommands.all());
    boolean json = Arrays.asList(arguments).contains("--json");
    line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((bad, _) -> badUsage(surroundings, json, bad));
    line.setExecutionExceptionHandler((fault, _, _) -> fault(surroundings, json, fault));
    if (arguments.length == 0) {
      line.usage(surroundings.err());
      return Exit.BAD_INPUT.code();
    }
    return line.execute(arguments);
  }

  /// A word with commands of its own.
  private static void group(CommandLine to, Surroundings in, Object word, List<Online> commands) {
    var group = new CommandLine(word);
    for (var command : commands) group.addSubcommand(new CommandLine(command.in(in)));
    to.addSubcommand(group);
  }

  private static int badUsage(Surroundings to, boolean json, ParameterException bad) {
    var name = bad.getCommandLine().getCommandSpec().qualifiedName();
    var said = String.valueOf(bad.getMessage());
    var sentence = said.endsWith(".") ? said : said + ".";
    var problem = Problem.of(0, "Bad usage", "bad-usage", sentence, "See: " + name + " --help");
    Session.problem(to, json, problem);
    return Exit.BAD_INPUT.code();
  }

  /// An address that is none, say.
  private static int fault(Surroundings to, boolean json, Exception fault) {
    boolean input = fault instanceof IllegalArgumentException;
    var code = input ? "bad-usage" : "fault";
    var sentence = "This went wrong: " + fault.getMessage() + ".";
    Session.problem(to, json, Problem.of(0, "Could not", code, sentence, "See: speeder --help"));
    return (input ? Exit.BAD_INPUT : Exit.COULD_NOT).code();
  }
}
