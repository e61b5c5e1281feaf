package speeder.cli;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.api.ApiFailure;
import speeder.api.SpeederClient;

/// What one may look at.
@SuppressWarnings("NullAway.Init") // picocli sets its fields
final class Reads {
  private Reads() {}

  @Command(name = "status", description = "What runs where, and what is on its way.")
  static final class Status extends Verb {
    @Override
    Exit ask(SpeederClient client, Printer printer) throws ApiFailure {
      var status = client.status();
      printer.answer(status, Texts.status(status));
      return Exit.DONE;
    }
  }

  @Command(name = "releases", description = "Releases of a lane, newest first.")
  static final class Releases extends Verb {
    @Parameters(index = "0", paramLabel = "LANE", description = "The lane.")
    String lane;

    @Override
    Exit ask(SpeederClient client, Printer printer) throws ApiFailure {
      var page = client.releases(lane);
      printer.answer(
          page, page.releases().stream().map(Texts::line).collect(Collectors.joining("\n")));
      return Exit.DONE;
    }
  }

  @Command(name = "where", description = "Which lanes serve a commit.")
  static final class Where extends Verb {
    @Parameters(index = "0", paramLabel = "SOURCE", description = "The source's name.")
    String source;

    @Parameters(index = "1", paramLabel = "COMMIT", description = "Seven digits of it or more.")
    String commit;

    @Override
    Exit ask(SpeederClient client, Printer printer) throws ApiFailure {
      var where = client.where(source, commit);
      printer.answer(where, where.sentence());
      return Exit.DONE;
    }
  }

  @Command(name = "logs", description = "What a deed said.")
  static final class Logs extends Verb {
    @Parameters(
        index = "0",
        paramLabel = "KEY",
        description = "OFFSET/KIND/PLACE, as status names it.")
    String key;

    @Override
    Exit ask(SpeederClient client, Printer printer) throws ApiFailure {
      var log = client.log(key);
      printer.answer(
          log,
          log.lines().stream()
              .map(line -> line.at() + "  " + line.text())
              .collect(Collectors.joining("\n")));
      return Exit.DONE;
    }
  }

  @Command(name = "journal", description = "Facts, in order.")
  static final class Journal extends Verb {
    private static final int PAGE = 1_000;

    @Option(names = "--from", defaultValue = "1", description = "First offset (default: 1).")
    long from;

    @Override
    Exit ask(SpeederClient client, Printer printer) throws ApiFailure {
      var page = client.journal(from, PAGE);
      printer.answer(
          page, page.entries().stream().map(Texts::line).collect(Collectors.joining("\n")));
      return Exit.DONE;
    }
  }

  @Command(name = "watch", description = "Tell facts as they become durable, until stopped.")
  static final class Watch extends Verb {
    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "LANE",
        description = "Only of this lane.")
    @Nullable String lane;

    @Override
    Exit ask(SpeederClient client, Printer printer) throws ApiFailure {
      client.events(
          client.health().offset() + 1,
          event -> {
            if (lane == null || event.lane().equals(lane)) printer.answer(event, Texts.line(event));
            return true;
          });
      return Exit.DONE;
    }
  }
}
