package speeder.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.api.ApiFailure;
import speeder.api.Event;

/// What waits for others to want it, too: `approvals`, `approve`, `decline`.
final class ApprovalCommands {
  /// Facts of one command that are looked through for what came of it.
  private static final int FACTS = 100;

  private ApprovalCommands() {}

  @Command(name = "approvals", description = "What waits for others to want it, too.")
  static final class Approvals extends Online {
    @Override
    Exit run(Session session) throws ApiFailure {
      var approvals = session.client().approvals();
      session.answer(approvals, session.words().approvals(approvals));
      return Exit.DONE;
    }
  }

  /// Says what came of it: more may be wanted, or it is carried out, or it no longer can be.
  @Command(name = "approve", description = "Agree to what another asks for.")
  static final class Approve extends Asking.Ask {
    @Parameters(paramLabel = "PROPOSAL", description = "Its number: speeder approvals")
    private long proposal;

    /// @param facts what it led to
    record Said(String id, long accepted, List<Event> facts) {}

    @Override
    speeder.api.Command command(String id) {
      return speeder.api.Command.of(id, speeder.api.Command.APPROVE)
          .with("proposal", Long.toString(proposal));
    }

    @Override
    Exit run(Session session) throws ApiFailure {
      var accepted = ask(session);
      var facts =
          session.client().journal(accepted.accepted(), FACTS).entries().stream()
              .filter(it -> it.cause().equals(accepted.id()))
              .toList();
      var said = new Said(accepted.id(), accepted.accepted(), facts);
      session.answer(said, session.words().events(facts));
      return Exit.DONE;
    }
  }

  @Command(name = "decline", description = "Not so; or, of what you asked for, no longer.")
  static final class Decline extends Asking.Ask {
    @Parameters(paramLabel = "PROPOSAL", description = "Its number: speeder approvals")
    private long proposal;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Override
    speeder.api.Command command(String id) {
      return speeder.api.Command.of(id, speeder.api.Command.DECLINE)
          .with("proposal", Long.toString(proposal))
          .because(reason);
    }
  }
}
