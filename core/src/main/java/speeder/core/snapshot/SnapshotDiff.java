package speeder.core.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import speeder.core.source.ObjectId;

/// Which sources differ between two snapshots, by name.
public record SnapshotDiff(List<Moved> moved) {
  public SnapshotDiff {
    moved = List.copyOf(moved);
  }

  /// @param from nothing where the source is new
  /// @param to nothing where it is gone
  public record Moved(String source, Optional<ObjectId> from, Optional<ObjectId> to) {}

  public static SnapshotDiff between(Snapshot from, Snapshot to) {
    var names = new TreeSet<String>();
    from.picks().forEach(pick -> names.add(pick.source()));
    to.picks().forEach(pick -> names.add(pick.source()));
    var moved = new ArrayList<Moved>();
    for (var name : names) {
      var move = new Moved(name, commit(from, name), commit(to, name));
      if (!move.from().equals(move.to())) moved.add(move);
    }
    return new SnapshotDiff(moved);
  }

  private static Optional<ObjectId> commit(Snapshot snapshot, String source) {
    return snapshot.pick(source).map(Pick::commit);
  }
}
