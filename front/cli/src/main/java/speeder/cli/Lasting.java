package speeder.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import speeder.api.Command;

/// How long what is said holds.
final class Lasting {
  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "When it goes by itself, like 2026-03-02T08:00:00Z.")
  private Optional<String> until = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long it holds, like 90m, 2h or 3d.")
  private Optional<String> lasts = Optional.empty();

  Command in(Command command) {
    var ending = until.map(it -> command.with(Command.UNTIL, it)).orElse(command);
    return lasts.map(it -> ending.with(Command.FOR, it)).orElse(ending);
  }
}
