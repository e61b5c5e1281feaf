package speeder.offline;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import speeder.engine.port.PortFailure;
import speeder.wiring.Archives;

/// `speeder restore`: a store filled from a copy.
@Command(
    name = "restore",
    description = "Fill an empty store from a copy, all of it or nothing; its chain is verified.")
final class RestoreCommand extends FileCommand {
  @Mixin private StoreOptions store = new StoreOptions();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE",
      description = "What speeder backup made.")
  private Path from = Path.of("");

  /// @param last offset of the last entry, `head` its hash
  record Restored(long last, String head, long documents) {}

  @Override
  Exit run(Session session) throws Failure, PortFailure {
    var restored = Archives.restore(from, store.which(session));
    var answer = new Restored(restored.last(), restored.head().text(), restored.documents());
    session.answer(
        answer,
        "Restored entries 1 to %d and %d documents; head %s"
            .formatted(restored.last(), restored.documents(), restored.head()));
    return Exit.DONE;
  }
}
