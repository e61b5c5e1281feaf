package speeder.offline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import speeder.engine.archive.Trail.Stretch;
import speeder.engine.port.PortFailure;
import speeder.wiring.Archives;

/// `speeder audit verify`: whether a trail is what was written.
@Command(
    name = "verify",
    description = "Check that every entry is what was written and follows on the one before.")
final class AuditVerifyCommand extends FileCommand {
  @Mixin private StoreOptions store = new StoreOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Parts of a trail in their order, or a copy; without one, a store.")
  private List<Path> files = List.of();

  /// @param first, last offsets of what was checked
  /// @param before hash of the entry before the first, `head` of the last
  /// @param why the first entry that is not what was written
  record Verified(
      boolean verified, long first, long last, String before, String head, Optional<String> why) {}

  @Override
  Exit run(Session session) throws Failure, PortFailure {
    try {
      var stretch = files.isEmpty() ? Archives.verify(store.which(session)) : joined();
      session.answer(
          verified(stretch),
          "Entries %d to %d are what was written; head %s"
              .formatted(stretch.first(), stretch.last(), stretch.head()));
      return Exit.DONE;
    } catch (PortFailure failure) {
      if (failure.kind() != PortFailure.Kind.FAILED || !isOfTheTrail(failure)) throw failure;
      var why = failure.why().sentence();
      session.answer(new Verified(false, 0, 0, "", "", Optional.of(why)), why);
      return Exit.NO;
    }
  }

  private static boolean isOfTheTrail(PortFailure failure) {
    return List.of("journal-damaged", "backup-damaged", "document-damaged")
        .contains(failure.why().code());
  }

  private static Verified verified(Stretch stretch) {
    return new Verified(
        true,
        stretch.first(),
        stretch.last(),
        stretch.before().text(),
        stretch.head().text(),
        Optional.empty());
  }

  /// Each part begins where the one before ended.
  private Stretch joined() throws PortFailure {
    var all = Archives.verify(files.getFirst());
    for (var file : files.subList(1, files.size())) {
      all = all.and(Archives.verify(file));
    }
    return all;
  }
}
