package speeder.offline;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import speeder.engine.port.PortFailure;
import speeder.wiring.Archives;

/// `speeder audit export`: the trail as lines of JSON.
@Command(
    name = "export",
    description = "Write every entry as a line of JSON, with its hash and that of the one before.")
final class AuditExportCommand extends FileCommand {
  @Mixin private StoreOptions store = new StoreOptions();

  @Option(names = "--to", required = true, paramLabel = "FILE", description = "A new file.")
  private Path to = Path.of("");

  @Option(names = "--from", paramLabel = "OFFSET", description = "The first entry; 1 unless said.")
  private long from = 1;

  @Option(names = "--until", paramLabel = "OFFSET", description = "The last entry.")
  private Optional<Long> until = Optional.empty();

  record Exported(String file, long first, long last, String head) {}

  @Override
  Exit run(Session session) throws Failure, PortFailure {
    Archives.export(store.which(session), from, until, to);
    var written = Archives.verify(to);
    var answer =
        new Exported(to.toString(), written.first(), written.last(), written.head().text());
    session.answer(
        answer,
        "%s holds entries %d to %d; head %s"
            .formatted(to, written.first(), written.last(), written.head()));
    return Exit.DONE;
  }
}
