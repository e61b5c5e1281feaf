package speeder.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.api.ApiFailure;

/// What must be in place before automation acts: `control list`, `pass`, `fail`.
@Command(name = "control", description = "What must be in place before automation acts.")
final class ControlCommands {
  static List<Online> all() {
    return List.of(new ListCommand(), new Pass(), new Fail());
  }

  @Command(name = "list", description = "Which there are, and which have passed.")
  static final class ListCommand extends Online {
    @Override
    Exit run(Session session) throws ApiFailure {
      var all = session.client().autonomy();
      session.answer(all, session.words().controls(all.controls()));
      return Exit.DONE;
    }
  }

  abstract static class OnControl extends Asking.Ask {
    @Parameters(paramLabel = "CONTROL")
    private String control = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    speeder.api.Command asking(String id, String what) {
      return speeder.api.Command.of(id, what)
          .with(speeder.api.Command.CONTROL, control)
          .because(reason);
    }
  }

  @Command(name = "pass", description = "It is in place, for a time.")
  static final class Pass extends OnControl {
    @Option(
        names = "--for",
        paramLabel = "TIME",
        description = "How long that counts, like 1h; as long as the manifest allows, unless said.")
    private Optional<String> lasts = Optional.empty();

    @Override
    speeder.api.Command command(String id) {
      var pass = asking(id, speeder.api.Command.PASS_CONTROL);
      return lasts.map(it -> pass.with(speeder.api.Command.FOR, it)).orElse(pass);
    }
  }

  @Command(name = "fail", description = "It is not.")
  static final class Fail extends OnControl {
    @Override
    speeder.api.Command command(String id) {
      return asking(id, speeder.api.Command.FAIL_CONTROL);
    }
  }
}
