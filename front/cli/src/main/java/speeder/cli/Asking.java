package speeder.cli;

import java.time.Duration;
import java.util.UUID;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.api.ApiFailure;
import speeder.api.Command;
import speeder.api.SpeederClient;
import speeder.api.Waiting;

/// Commands that change something: sent with an id of their own, so that sending again is safe.
@SuppressWarnings("NullAway.Init") // picocli sets its fields
abstract class Asking extends Verb {
  @Parameters(index = "0", paramLabel = "LANE", description = "The lane.")
  String lane;

  Command command(String ask) {
    return Command.onLane(UUID.randomUUID().toString(), ask, lane)
        .onBehalfOf(System.getProperty("user.name"));
  }

  static Exit send(SpeederClient client, Printer printer, Command command, String done)
      throws ApiFailure {
    printer.answer(client.command(command), done);
    return Exit.DONE;
  }

  /// Deploys and rollbacks, which one may wait for.
  abstract static class Moving extends Asking {
    @Option(names = "--wait", description = "Wait until the lane is at rest, and say the outcome.")
    boolean wait;

    @Option(
        names = "--at-most",
        defaultValue = "PT10M",
        description = "How long to wait, in ISO 8601 (default: ${DEFAULT-VALUE}).")
    Duration atMost;

    Exit move(SpeederClient client, Printer printer, Command command, boolean back)
        throws ApiFailure {
      var accepted = client.command(command);
      if (!wait) {
        printer.answer(accepted, "Accepted as fact %d.".formatted(accepted.accepted()));
        return Exit.DONE;
      }
      var outcome =
          new Waiting(client, lane)
              .outcome(accepted, back, atMost, it -> printer.progress(Texts.line(it)));
      printer.answer(outcome, outcome.sentence());
      return outcome.done() ? Exit.DONE : Exit.NO;
    }
  }
}
