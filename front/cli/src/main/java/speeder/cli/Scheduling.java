package speeder.cli;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.api.ApiFailure;

/// How often lanes set out.
final class Scheduling {
  private Scheduling() {}

  @Command(name = "next", description = "When lanes set out next, and what stands in their way.")
  static final class Next extends Online {
    @Parameters(arity = "0..1", paramLabel = "LANE")
    private Optional<String> lane = Optional.empty();

    @Override
    Exit run(Session session) throws ApiFailure {
      var next = session.client().next(lane.orElse(""));
      session.answer(next, new NextWords(session.words()).text(next));
      return Exit.DONE;
    }
  }

  @Command(
      name = "thaw",
      description = "Let a lane move in spite of its calendars of freezes. It takes two people.")
  static final class Thaw extends Asking.OnLane {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Option(names = "--end", description = "End the thaw in force; one person is enough.")
    private boolean end;

    @Mixin private Lasting lasting = new Lasting();

    @Override
    speeder.api.Command command(String id) {
      var asking = asking(id, speeder.api.Command.THAW);
      var thaw = end ? asking.with("end", "true") : asking;
      return lasting.in(reason.isEmpty() ? thaw : thaw.because(reason));
    }
  }

  @Command(name = "cadence", description = "Say how often a lane sets out by itself.")
  static final class Cadence extends Asking.OnLane {
    @Option(
        names = "--every",
        required = true,
        paramLabel = "WHEN",
        description = "change, by-hand, manifest, or five fields of crontab(5): '30 7 * * 1-5'.")
    private String every = "";

    @Option(
        names = "--settle",
        paramLabel = "TIME",
        description = "With change: nothing has moved for so long.")
    private Optional<String> settle = Optional.empty();

    @Option(
        names = "--longest",
        paramLabel = "TIME",
        description = "With change: it is not waited longer after the first.")
    private Optional<String> longest = Optional.empty();

    @Option(
        names = "--zone",
        paramLabel = "ZONE",
        description = "With times: whose clock; UTC unless said.")
    private Optional<String> zone = Optional.empty();

    @Override
    speeder.api.Command command(String id) {
      var more = new TreeMap<String, Optional<String>>();
      more.putAll(Map.of("settle", settle, "longest", longest, "zone", zone));
      var asking = asking(id, speeder.api.Command.CADENCE).with("every", every);
      for (var each : more.entrySet()) {
        var value = each.getValue();
        if (value.isPresent()) asking = asking.with(each.getKey(), value.get());
      }
      return asking;
    }
  }
}
