package speeder.edge;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import speeder.core.value.Refusal;
import speeder.edge.table.Ask;
import speeder.edge.table.Damage;
import speeder.edge.table.EdgeFiles;
import speeder.edge.table.EdgeTable;
import speeder.edge.table.Reply;
import speeder.edge.table.TableJson;

/// Does what the edge is asked over its socket.
final class Control {
  private final EdgeServer server;
  private final EdgeFiles files;
  private final Supplier<Reply.Who> who;
  private final Runnable stop;
  private final ReentrantLock publishing = new ReentrantLock();

  /// @param stop ends the process, after this answer
  Control(EdgeServer server, EdgeFiles files, Supplier<Reply.Who> who, Runnable stop) {
    this.server = server;
    this.files = files;
    this.who = who;
    this.stop = stop;
  }

  Reply answer(Ask ask) {
    return switch (ask) {
      case Ask.Publish(var bytes) -> publish(bytes);
      case Ask.InForce() -> inForce();
      case Ask.Counts() -> new Reply.Counted(server.tallies().counts());
      case Ask.InFlight(var where) -> new Reply.InFlight(server.flights().at(where));
      case Ask.Cut(var address) -> new Reply.Cut(server.flights().cut(address));
      case Ask.Who() -> who.get();
      case Ask.Stop() -> {
        stop.run();
        yield new Reply.Stopping();
      }
    };
  }

  private Reply inForce() {
    return new Reply.InForce(server.table().get().map(Control::at));
  }

  private static Reply.At at(EdgeTable table) {
    return new Reply.At(table.table().digest(), table.term(), table.offset());
  }

  private Reply publish(byte[] bytes) {
    publishing.lock();
    try {
      var fresh = TableJson.read(bytes, "published table");
      var old = server.table().get();
      if (old.filter(fresh::isOutrankedBy).isPresent()) return tooLow(fresh, old.get());
      return old.equals(Optional.of(fresh)) ? inForce() : replace(fresh);
    } catch (Damage damage) {
      return new Reply.Refused(
          new Refusal("table-damaged", damage.sentence(), "Publish with the edge's version."));
    } finally {
      publishing.unlock();
    }
  }

  /// First to disk, then in force: whoever starts next never has an older table than this one.
  private Reply replace(EdgeTable fresh) {
    try {
      files.writeTable(fresh);
    } catch (IOException failed) {
      return new Reply.Unsure(
          new Refusal(
              "table-not-written",
              "The edge could not write %s: %s.".formatted(files.table(), failed),
              "Make room or repair the disk; then publish again."));
    }
    if (server.table().replace(fresh)) return inForce();
    return new Reply.Unsure(
        new Refusal(
            "table-in-doubt",
            "Some requests were still being decided by the table before.",
            "Publish again."));
  }

  private static Reply tooLow(EdgeTable fresh, EdgeTable old) {
    return new Reply.Refused(
        new Refusal(
            "token-too-low",
            "The edge follows token %s, and %s is lower.".formatted(old.token(), fresh.token()),
            "Another server leads: let it publish."));
  }
}
