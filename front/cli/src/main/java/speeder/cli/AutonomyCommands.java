package speeder.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.api.ApiFailure;
import speeder.api.Autonomy;

/// How far automation goes: `confirm`, and `autonomy show`, `set`, `report`.
@Command(name = "autonomy", description = "How far automation goes: observe, propose or act.")
final class AutonomyCommands {
  static List<Online> all() {
    return List.of(new Show(), new Set(), new Report());
  }

  /// A person's yes, where automation waits for it.
  @Command(name = "confirm", description = "Say yes to a rollout's next stage.")
  static final class Confirm extends Asking.OnLane {
    @Option(
        names = "--to",
        paramLabel = "STAGE",
        description = "Up to this stage, also ahead; without it, the one that waits.")
    private Optional<String> stage = Optional.empty();

    @Override
    speeder.api.Command command(String id) {
      var yes = asking(id, speeder.api.Command.CONFIRM);
      return stage.map(it -> yes.with(speeder.api.Command.STAGE, it)).orElse(yes);
    }
  }

  @Command(name = "show", description = "How far it goes, and how people differed from it.")
  static final class Show extends Online {
    @Parameters(arity = "0..1", paramLabel = "LANE")
    private Optional<String> lane = Optional.empty();

    @Override
    Exit run(Session session) throws ApiFailure {
      if (lane.isPresent()) Looking.lane(session.client().status(), lane.get());
      var all = session.client().autonomy();
      var shown = lane.map(it -> only(all, it)).orElse(all);
      session.answer(shown, session.words().autonomy(shown));
      return Exit.DONE;
    }

    private static Autonomy only(Autonomy all, String lane) {
      return new Autonomy(
          all.lanes().stream().filter(it -> it.lane().equals(lane)).toList(),
          all.controls().stream().filter(it -> it.lanes().contains(lane)).toList());
    }
  }

  @Command(name = "set", description = "Let it go less far; or farther, where people agreed.")
  static final class Set extends Asking.OnLane {
    @Parameters(index = "1", paramLabel = "LEVEL", description = "observe, propose or act.")
    private String level = "";

    @Option(names = "--stage", paramLabel = "STAGE", description = "There alone.")
    private Optional<String> stage = Optional.empty();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Override
    speeder.api.Command command(String id) {
      var set =
          asking(id, speeder.api.Command.SET_AUTONOMY)
              .with(speeder.api.Command.LEVEL, level)
              .because(reason);
      return stage.map(it -> set.with(speeder.api.Command.STAGE, it)).orElse(set);
    }
  }

  @Command(name = "report", description = "It was wrong about a release: it goes a step down.")
  static final class Report extends Asking.OnLane {
    @Parameters(
        index = "1",
        paramLabel = "WRONG",
        description = "miss: it was bad and passed. false-rollback: it was good and taken back.")
    private String wrong = "";

    @Option(
        names = "--release",
        paramLabel = "RELEASE",
        description = "Which; without it, what main serves.")
    private Optional<String> release = Optional.empty();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Override
    speeder.api.Command command(String id) {
      var report =
          asking(id, speeder.api.Command.REPORT)
              .with(speeder.api.Command.WRONG, wrong)
              .because(reason);
      return release.map(report::withRelease).orElse(report);
    }
  }
}
