package speeder.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import speeder.api.ApiFailure;
import speeder.api.SpeederClient;

/// What people may ask of a lane.
@SuppressWarnings("NullAway.Init") // picocli sets its fields
final class Changes {
  private Changes() {}

  @Command(
      name = "deploy",
      description = "Serve the heads as they are now, or a release that was sealed before.")
  static final class Deploy extends Asking.Moving {
    @Option(names = "--release", description = "The release; without it, the heads.")
    @Nullable String release;

    @Override
    Exit ask(SpeederClient client, Printer printer) throws ApiFailure {
      var plain = command(speeder.api.Command.DEPLOY);
      var named = release;
      return move(client, printer, named == null ? plain : plain.withRelease(named), false);
    }
  }

  @Command(name = "rollback", description = "Go back: to the anchor, or to the release named.")
  static final class Rollback extends Asking.Moving {
    @Option(names = "--to", description = "The release to go back to.")
    @Nullable String to;

    @Override
    Exit ask(SpeederClient client, Printer printer) throws ApiFailure {
      var plain = command(speeder.api.Command.ROLLBACK);
      var named = to;
      return move(client, printer, named == null ? plain : plain.withRelease(named), true);
    }
  }

  @Command(name = "hold", description = "Stop the lane's forward motion where it stands.")
  static final class Hold extends Asking {
    @Option(names = "--reason", required = true, description = "Why, for people.")
    String reason;

    @Override
    Exit ask(SpeederClient client, Printer printer) throws ApiFailure {
      return send(
          client,
          printer,
          command(speeder.api.Command.HOLD).because(reason),
          "Lane %s is held.".formatted(lane));
    }
  }

  @Command(name = "lift", description = "Lift the lane's hold.")
  static final class Lift extends Asking {
    @Override
    Exit ask(SpeederClient client, Printer printer) throws ApiFailure {
      return send(
          client,
          printer,
          command(speeder.api.Command.LIFT),
          "Lane %s is no longer held.".formatted(lane));
    }
  }

  @Command(name = "withdraw", description = "Give up the open rollout before main is exposed.")
  static final class Withdraw extends Asking {
    @Override
    Exit ask(SpeederClient client, Printer printer) throws ApiFailure {
      return send(
          client,
          printer,
          command(speeder.api.Command.WITHDRAW),
          "The rollout of %s is withdrawn.".formatted(lane));
    }
  }

  @Command(
      name = "waive",
      description = "Open the gate for the newest candidate in spite of its answer.")
  static final class Waive extends Asking {
    @Option(names = "--reason", required = true, description = "Why, for people.")
    String reason;

    @Override
    Exit ask(SpeederClient client, Printer printer) throws ApiFailure {
      return send(
          client,
          printer,
          command(speeder.api.Command.WAIVE).because(reason),
          "The gate of %s is waived.".formatted(lane));
    }
  }
}
