package speeder.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.api.ApiFailure;
import speeder.api.Convergence;

/// The commands that look back: `audit`, `convergence`.
final class Trailing {
  private Trailing() {}

  @Command(
      name = "audit",
      description = "Who asked for what, and what came of it, newest first.",
      footer = {"", "Also, without a server: audit verify, audit export."})
  static final class AuditCommand extends Online {
    @Parameters(arity = "0..1", paramLabel = "LANE")
    private Optional<String> lane = Optional.empty();

    @Option(names = "--by", paramLabel = "NAME", description = "Who asked, or for whom.")
    private Optional<String> by = Optional.empty();

    @Option(names = "--max", paramLabel = "COUNT", description = "How many; 20 unless said.")
    private int max = 20;

    @Override
    Exit run(Session session) throws ApiFailure {
      if (lane.isPresent()) Looking.lane(session.client().status(), lane.get());
      var audit = session.client().audit(lane.orElse(""), by.orElse(""), max);
      session.answer(audit, session.words().audit(audit));
      return Exit.DONE;
    }
  }

  @Command(
      name = "convergence",
      description = "How long commits take until main serves them, station by station.")
  static final class ConvergenceCommand extends Online {
    @Parameters(arity = "0..1", paramLabel = "LANE")
    private Optional<String> lane = Optional.empty();

    @Override
    Exit run(Session session) throws ApiFailure {
      if (lane.isPresent()) Looking.lane(session.client().status(), lane.get());
      var all = session.client().convergence();
      var shown =
          new Convergence(
              all.lanes().stream()
                  .filter(it -> lane.isEmpty() || it.lane().equals(lane.get()))
                  .toList());
      session.answer(shown, session.words().convergence(shown));
      return Exit.DONE;
    }
  }
}
