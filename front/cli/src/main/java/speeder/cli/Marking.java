package speeder.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands about sources and single commits.
final class Marking {
  private Marking() {}

  abstract static class OnSource extends Asking.Ask {
    @Parameters(index = "0", paramLabel = "SOURCE")
    private String source = "";

    speeder.api.Command asking(String id, String what) {
      return speeder.api.Command.of(id, what).with(speeder.api.Command.SOURCE, source);
    }
  }

  abstract static class OnCommit extends OnSource {
    @Parameters(index = "1", paramLabel = "COMMIT", description = "At least 7 of its digits.")
    private String commit = "";

    @Override
    speeder.api.Command asking(String id, String what) {
      return super.asking(id, what).with(speeder.api.Command.COMMIT, commit);
    }
  }

  @Command(name = "pin", description = "Keep a source where it is, or at a commit.")
  static final class Pin extends OnSource {
    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "COMMIT",
        description = "At least 7 of its digits; without it, where each lane has the source.")
    private Optional<String> commit = Optional.empty();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Mixin private final Lasting lasting = new Lasting();

    @Override
    speeder.api.Command command(String id) {
      var pin = asking(id, speeder.api.Command.PIN).because(reason);
      return lasting.in(commit.map(it -> pin.with(speeder.api.Command.COMMIT, it)).orElse(pin));
    }
  }

  @Command(name = "unpin", description = "Let a source follow its branch again.")
  static final class Unpin extends OnSource {
    @Override
    speeder.api.Command command(String id) {
      return asking(id, speeder.api.Command.UNPIN);
    }
  }

  @Command(
      name = "bad",
      description = "Let no snapshot hold a commit, and take back lanes that serve it.")
  static final class Bad extends OnCommit {
    @Option(
        names = "--fixed-by",
        paramLabel = "COMMIT",
        description = "The commit that mends it: whoever holds both is sound.")
    private Optional<String> fixedBy = Optional.empty();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Mixin private final Lasting lasting = new Lasting();

    @Override
    speeder.api.Command command(String id) {
      var bad = asking(id, speeder.api.Command.BAD).because(reason);
      return lasting.in(fixedBy.map(it -> bad.with(speeder.api.Command.FIXED_BY, it)).orElse(bad));
    }
  }

  @Command(name = "good", description = "Take the mark of a bad commit away.")
  static final class Good extends OnCommit {
    @Override
    speeder.api.Command command(String id) {
      return asking(id, speeder.api.Command.GOOD);
    }
  }

  @Command(
      name = "keep",
      description = "Let going back never lose a commit: lay it over what lanes may go back to.")
  static final class Keep extends OnCommit {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Override
    speeder.api.Command command(String id) {
      return asking(id, speeder.api.Command.KEEP).because(reason);
    }
  }

  @Command(name = "let-go", description = "Let going back lose what was kept of a source.")
  static final class LetGo extends OnSource {
    @Override
    speeder.api.Command command(String id) {
      return asking(id, speeder.api.Command.LET_GO);
    }
  }
}
