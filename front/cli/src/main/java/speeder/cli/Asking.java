package speeder.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.api.ApiFailure;
import speeder.api.Waiting;

/// The commands that change something.
final class Asking {
  private Asking() {}

  /// Asks for one thing and says that it was accepted.
  abstract static class Ask extends Online {
    @Option(
        names = "--id",
        paramLabel = "ID",
        description = "The command's id; a repeated one is obeyed once.")
    private Optional<String> id = Optional.empty();

    abstract speeder.api.Command command(String id);

    speeder.api.Command.Accepted ask(Session session) throws ApiFailure {
      var chosen = id.orElseGet(session.surroundings().newId());
      return session.client().command(session.signed(command(chosen)));
    }

    @Override
    Exit run(Session session) throws ApiFailure {
      var accepted = ask(session);
      if (accepted.proposal().isPresent()) return waits(session, accepted);
      session.answer(accepted, "Accepted, as fact %d.".formatted(accepted.accepted()));
      return Exit.DONE;
    }

    /// Others must want it, too: nothing is done yet.
    Exit waits(Session session, speeder.api.Command.Accepted accepted) {
      var proposal = accepted.proposal().orElseThrow();
      session.answer(
          accepted,
          "It takes others, too. Have it looked at: speeder approve %d. Who: speeder approvals"
              .formatted(proposal));
      return Exit.NO;
    }
  }

  abstract static class OnLane extends Ask {
    @Parameters(paramLabel = "LANE")
    private String lane = "";

    String lane() {
      return lane;
    }

    speeder.api.Command asking(String id, String what) {
      return speeder.api.Command.onLane(id, what, lane);
    }
  }

  /// Asks for a rollout, and waits for it if told so.
  abstract static class Moving extends OnLane {
    @Option(names = "--wait", description = "Wait until the lane is at rest, and say what came.")
    private boolean wait;

    @Option(
        names = "--timeout",
        paramLabel = "SECONDS",
        description = "How long to wait; 3600 unless said. Exit code 3 after it.")
    private long timeout = 3_600;

    abstract boolean isBack();

    @Override
    Exit run(Session session) throws ApiFailure {
      if (!wait) return super.run(session);
      var accepted = ask(session);
      if (accepted.proposal().isPresent()) return waits(session, accepted);
      var outcome =
          new Waiting(session.client(), lane())
              .outcome(
                  accepted,
                  isBack(),
                  Duration.ofSeconds(timeout),
                  event -> session.progress(session.words().event(event)));
      var remedy = outcome.remedy().map(it -> "\n" + it).orElse("");
      session.answer(outcome, outcome.sentence() + remedy);
      return outcome.done() ? Exit.DONE : Exit.NO;
    }
  }

  @Command(name = "deploy", description = "Serve the heads as they are now, or a sealed release.")
  static final class Deploy extends Moving {
    @Option(names = "--release", paramLabel = "RELEASE", description = "Sealed before.")
    private Optional<String> release = Optional.empty();

    @Option(
        names = "--configuration",
        description = "Configuration alone, laid over what the lane serves.")
    private boolean configuration;

    @Override
    speeder.api.Command command(String id) {
      if (configuration) return asking(id, speeder.api.Command.CONFIGURE);
      var deploy = asking(id, speeder.api.Command.DEPLOY);
      return release.map(deploy::withRelease).orElse(deploy);
    }

    @Override
    boolean isBack() {
      return false;
    }
  }

  @Command(
      name = "rollback",
      description = "Go back to the anchor, to what was served before, or to a release.")
  static final class Rollback extends Moving {
    @Option(names = "--to", paramLabel = "RELEASE", description = "Any sealed release.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for people.")
    private Optional<String> reason = Optional.empty();

    @Option(
        names = "--override",
        description = "To the release named, in spite of what speaks against it.")
    private boolean override;

    @Override
    speeder.api.Command command(String id) {
      var plain = asking(id, speeder.api.Command.ROLLBACK);
      var back = override ? plain.with(speeder.api.Command.OVERRIDE, "true") : plain;
      var named = to.map(back::withRelease).orElse(back);
      return reason.map(named::because).orElse(named);
    }

    @Override
    boolean isBack() {
      return true;
    }
  }

  @Command(name = "withdraw", description = "Give up the open rollout before main is exposed.")
  static final class Withdraw extends OnLane {
    @Override
    speeder.api.Command command(String id) {
      return asking(id, speeder.api.Command.WITHDRAW);
    }
  }

  @Command(name = "waive", description = "Open the gate for the newest candidate in spite of it.")
  static final class Waive extends OnLane {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Override
    speeder.api.Command command(String id) {
      return asking(id, speeder.api.Command.WAIVE).because(reason);
    }
  }

  @Command(name = "file-evidence", description = "Ask the gate again: there is new evidence.")
  static final class FileEvidence extends OnLane {
    @Override
    speeder.api.Command command(String id) {
      return asking(id, speeder.api.Command.FILE_EVIDENCE);
    }
  }

  @Command(name = "take-out", description = "Go on without a target.")
  static final class TakeOut extends Ask {
    @Parameters(paramLabel = "TARGET")
    private String target = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Override
    speeder.api.Command command(String id) {
      return speeder.api.Command.onTarget(id, speeder.api.Command.TAKE_OUT, target).because(reason);
    }
  }

  @Command(name = "take-in", description = "Use a target again.")
  static final class TakeIn extends Ask {
    @Parameters(paramLabel = "TARGET")
    private String target = "";

    @Override
    speeder.api.Command command(String id) {
      return speeder.api.Command.onTarget(id, speeder.api.Command.TAKE_IN, target);
    }
  }
}
