package speeder.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import speeder.engine.port.PortFailure;

/// A process that leads, says so, and keeps leading until its input ends.
final class LeadHolder {
  private LeadHolder() {}

  /// @param arguments folder of the store
  public static void main(String[] arguments) throws PortFailure, IOException {
    try (var store = SqliteStore.open(Path.of(arguments[0]), InstantSource.system());
        var _ = store.leadership().lead("first")) {
      System.out.print("leads\n");
      System.out.flush();
      System.in.readAllBytes();
    }
  }
}
