package speeder.server.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.api.Release;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.Commit;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;
import speeder.engine.deed.Farms;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.port.Views.Table;
import speeder.server.Desk;

/// Releases: which there are, and what is in one.
final class ReleaseReading {
  /// Sources whose commits are named; those beyond are listed by id alone.
  private static final int DESCRIBED_MAX = 50;

  private static final int BEFORE_MAX = 200;

  private final Desk desk;
  private final Tables tables;
  private final Farms documents;

  ReleaseReading(Desk desk, Tables tables) {
    this.desk = desk;
    this.tables = tables;
    this.documents = new Farms(desk.documents());
  }

  Release.Page page(String lane, long before, int limit) throws PortFailure {
    tables.catchUp();
    var rows = tables.page(Table.RELEASES, lane.isEmpty() ? "" : lane + "/", before, limit);
    var next = rows.size() < limit ? Optional.<Long>empty() : Optional.of(rows.getLast().number());
    return new Release.Page(tables.offset(), Tables.records(rows, Release.class), next);
  }

  Optional<Release.Detail> detail(String id) throws PortFailure {
    tables.catchUp();
    var found = find(id);
    return found.isEmpty() ? Optional.empty() : Optional.of(detail(found.get()));
  }

  private Optional<Release> find(String id) throws PortFailure {
    for (var lane : desk.world().farm().lanes()) {
      var row = tables.get(Table.RELEASES, lane.name() + "/" + id, Release.class);
      if (row.isPresent()) return row;
    }
    return Optional.empty();
  }

  Optional<speeder.api.Snapshot> snapshot(String id) throws PortFailure {
    tables.catchUp();
    var found = find(id);
    if (found.isEmpty()) return Optional.empty();
    var snapshot = snapshot(found.get());
    return Optional.of(
        new speeder.api.Snapshot(
            snapshot.digest().toString(),
            snapshot.picks().stream().map(ReleaseReading::place).toList(),
            snapshot.restless()));
  }

  private static speeder.api.Snapshot.Source place(Pick it) {
    return new speeder.api.Snapshot.Source(
        it.source(), it.at(), it.commit().hex(), it.tree().hex(), it.why().name());
  }

  private Release.Detail detail(Release release) throws PortFailure {
    var snapshot = snapshot(release);
    var before = before(release);
    var old = before.isEmpty() ? Optional.<Snapshot>empty() : Optional.of(snapshot(before.get()));
    return new Release.Detail(
        release,
        snapshot.picks().stream().map(ReleaseReading::source).toList(),
        snapshot.restless(),
        before.map(Release::release),
        changes(snapshot, old));
  }

  private Snapshot snapshot(Release release) throws PortFailure {
    return documents.read(new Digest(release.snapshotDocument()), Snapshot.class);
  }

  private Optional<Release> before(Release release) throws PortFailure {
    return tables.releases(release.lane(), BEFORE_MAX).stream()
        .filter(it -> it.offset() < release.offset())
        .findFirst();
  }

  private static Release.Source source(Pick pick) {
    return new Release.Source(
        pick.source(), pick.commit().hex(), pick.at(), pick.why().name(), pick.because());
  }

  private List<Release.Change> changes(Snapshot snapshot, Optional<Snapshot> before) {
    if (before.isEmpty()) return List.of();
    var changes = new ArrayList<Release.Change>();
    for (var pick : snapshot.picks()) {
      var from = before.get().pick(pick.source()).map(Pick::commit);
      boolean same = from.filter(pick.commit()::equals).isPresent();
      if (!same) changes.add(change(pick, from, changes.size() < DESCRIBED_MAX));
    }
    return changes;
  }

  private Release.Change change(Pick pick, Optional<ObjectId> from, boolean describe) {
    var commits = describe ? describe(pick, from) : new Sources.Described(List.of(), true);
    return new Release.Change(
        pick.source(),
        from.map(ObjectId::hex),
        pick.commit().hex(),
        commits.commits().stream().map(ReleaseReading::commit).toList(),
        commits.more());
  }

  /// Without its repository a change is still known by its ids.
  private Sources.Described describe(Pick pick, Optional<ObjectId> from) {
    try {
      return desk.sources().describe(pick.source(), from, pick.commit());
    } catch (PortFailure outOfReach) {
      return new Sources.Described(List.of(), true);
    }
  }

  private static Release.Commit commit(Commit it) {
    return new Release.Commit(
        it.id().hex(), it.author(), it.subject(), it.committedAt(), it.files());
  }
}
