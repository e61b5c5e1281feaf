package speeder.offline;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import speeder.engine.port.PortFailure;
import speeder.wiring.Archives;

/// `speeder backup`: a copy of a store.
@Command(
    name = "backup",
    description = "Copy a store's journal and documents into a file; its server may go on.")
final class BackupCommand extends FileCommand {
  @Mixin private StoreOptions store = new StoreOptions();

  @Option(names = "--to", required = true, paramLabel = "FILE", description = "A new file.")
  private Path to = Path.of("");

  /// @param last offset of the last entry, `head` its hash
  record Copied(String file, long last, String head, long documents) {}

  @Override
  Exit run(Session session) throws Failure, PortFailure {
    var copied = Archives.backup(store.which(session), to);
    var answer = new Copied(to.toString(), copied.last(), copied.head().text(), copied.documents());
    session.answer(
        answer,
        "%s holds entries 1 to %d and %d documents; head %s"
            .formatted(to, copied.last(), copied.documents(), copied.head()));
    return Exit.DONE;
  }
}
