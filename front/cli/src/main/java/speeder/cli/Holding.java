package speeder.cli;

import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands that stop, and let go on.
final class Holding {
  private Holding() {}

  /// What a hold reaches: exactly one of these.
  static final class Reach {
    @Parameters(paramLabel = "LANE", arity = "0..1", description = "One lane.")
    private Optional<String> lane = Optional.empty();

    @Option(names = "--target", paramLabel = "TARGET", description = "All that runs there.")
    private Optional<String> target = Optional.empty();

    @Option(
        names = "--source",
        paramLabel = "SOURCE",
        description = "New snapshots keep its last commit.")
    private Optional<String> source = Optional.empty();

    @Option(names = "--all", description = "Everything.")
    private boolean all;

    speeder.api.Command asking(String id, String what) {
      if (all) return speeder.api.Command.of(id, what).with("all", "true");
      if (target.isPresent()) return speeder.api.Command.onTarget(id, what, target.get());
      if (source.isPresent()) return speeder.api.Command.of(id, what).with("source", source.get());
      return speeder.api.Command.onLane(id, what, lane.orElseThrow());
    }
  }

  @Command(name = "hold", description = "Stop forward motion where it stands.")
  static final class Hold extends Asking.Ask {
    @ArgGroup(multiplicity = "1")
    private Reach reach = new Reach();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Option(names = "--frozen", description = "Stop going back, too.")
    private boolean frozen;

    @ArgGroup private Ending ending = new Ending();

    @Override
    speeder.api.Command command(String id) {
      var hold = reach.asking(id, speeder.api.Command.HOLD).because(reason);
      return ending.of(frozen ? hold.with("frozen", "true") : hold);
    }
  }

  /// When something ends by itself.
  static final class Ending {
    @Option(names = "--for", paramLabel = "TIME", description = "It ends after: 90s, 10m, 2h, 3d.")
    private Optional<String> span = Optional.empty();

    @Option(
        names = "--until",
        paramLabel = "MOMENT",
        description = "It ends at: 2026-11-27T00:00:00Z.")
    private Optional<String> until = Optional.empty();

    speeder.api.Command of(speeder.api.Command command) {
      var ending = span.map(it -> command.with("for", it)).orElse(command);
      return until.map(it -> ending.with("until", it)).orElse(ending);
    }
  }

  @Command(name = "lift", description = "Let what is held go on.")
  static final class Lift extends Asking.Ask {
    @ArgGroup(multiplicity = "1")
    private Reach reach = new Reach();

    @Override
    speeder.api.Command command(String id) {
      return reach.asking(id, speeder.api.Command.LIFT);
    }
  }
}
