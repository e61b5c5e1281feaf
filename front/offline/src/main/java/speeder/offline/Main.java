package speeder.offline;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;
import speeder.core.value.Nearness;
import speeder.offline.Failure.Problem;

/// The commands on files.
@Command(
    name = "speeder",
    description = "Commands that need no server.",
    footer = {"", "Exit codes: 0 done, 1 the answer is no, 2 bad usage or input, 3 could not."})
public final class Main {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Say how it is used.")
  @SuppressWarnings("UnusedVariable")
  private boolean help;

  private Main() {}

  /// What libraries log would stand beside the answer; what goes wrong is told by the command.
  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.OFF);
    System.exit(run(Surroundings.ofProcess(), arguments));
  }

  static int run(Surroundings surroundings, String... arguments) {
    var line = commands(surroundings);
    boolean json = Arrays.asList(arguments).contains(FileCommand.JSON);
    var session = new Session(surroundings, json);
    line.setExpandAtFiles(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((bad, _) -> session.fail(badUsage(bad)).code());
    line.setExecutionExceptionHandler((fault, _, _) -> session.fail(fault(fault)).code());
    if (arguments.length == 0) {
      line.usage(surroundings.err());
      return Exit.BAD_INPUT.code();
    }
    return line.execute(arguments);
  }

  private static CommandLine commands(Surroundings surroundings) {
    var line = new CommandLine(new Main());
    for (var command :
        List.of(
            new BaseCommand(),
            new SnapshotCommand(),
            new BuildCommand(),
            new GateCommand(),
            new JudgeCommand(),
            new BisectCommand(),
            new BackupCommand(),
            new RestoreCommand())) {
      line.addSubcommand(new CommandLine(command.in(surroundings)));
    }
    var route = new CommandLine(new RouteCommand());
    route.addSubcommand(new CommandLine(new ExplainCommand().in(surroundings)));
    var audit = new CommandLine(new AuditCommand());
    audit.addSubcommand(new CommandLine(new AuditVerifyCommand().in(surroundings)));
    audit.addSubcommand(new CommandLine(new AuditExportCommand().in(surroundings)));
    return line.addSubcommand(route).addSubcommand(audit);
  }

  private static Failure badUsage(ParameterException bad) {
    var line = bad.getCommandLine();
    var remedy = "See: " + line.getCommandSpec().qualifiedName() + " --help";
    var strange =
        bad instanceof UnmatchedArgumentException unmatched
            ? unmatched.getUnmatched()
            : line.getUnmatchedArguments();
    var sentence = strange.isEmpty() ? said(bad) : unknown(strange.getFirst(), line);
    return Failure.badInput("bad-usage", sentence, remedy);
  }

  private static String said(ParameterException bad) {
    var said = String.valueOf(bad.getMessage());
    return said.endsWith(".") ? said : said + ".";
  }

  /// With the option or command that was probably meant.
  private static String unknown(String word, CommandLine line) {
    var spec = line.getCommandSpec();
    boolean option = word.startsWith("-");
    var known = option ? spec.optionsMap().keySet() : spec.subcommands().keySet();
    var what = option ? "option" : known.isEmpty() ? "argument" : "command";
    var meant = Nearness.nearest(word, known).map(" Did you mean %s?"::formatted).orElse("");
    return "Unknown %s: %s.%s".formatted(what, word, meant);
  }

  /// What nobody foresaw.
  private static Failure fault(Exception fault) {
    var sentence = "This went wrong: %s.".formatted(fault);
    return new Failure(
        Exit.COULD_NOT, new Problem("fault", sentence, "Report it with what you ran.", List.of()));
  }
}
