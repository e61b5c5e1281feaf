package speeder.server.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import speeder.api.Release;
import speeder.core.farm.Farm;
import speeder.core.release.ReleaseFact;
import speeder.core.release.ReleaseFact.Recalled;
import speeder.core.source.Marks;
import speeder.core.source.ObjectId;
import speeder.core.source.Source;
import speeder.core.source.SourceCommit;
import speeder.core.value.Nearness;
import speeder.core.value.ReleaseId;
import speeder.core.world.Fact;
import speeder.engine.codec.FactCodec;
import speeder.engine.deed.Farms;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views;
import speeder.server.Desk;
import speeder.server.fold.Rows;

/// What people mean by the words they use: a source of the farm, a commit by its first digits, now.
final class Naming {
  private final Desk desk;
  private final Farms farms;

  Naming(Desk desk) {
    this.desk = desk;
    this.farms = new Farms(desk.documents());
  }

  Instant now() {
    return desk.clock().instant();
  }

  /// @throws Refused where the farm has no such source
  Source source(String name) throws PortFailure {
    var farm = farm();
    return farm.source(name).orElseThrow(() -> noSource(farm, name));
  }

  /// A commit that is at hand, or that its source's repository has.
  ///
  /// @param digits all of them, or the first seven at least
  ObjectId commit(Source source, String digits) throws PortFailure {
    var known = desk.sources().find(source.name(), digits);
    if (known.isPresent()) return known.get().commit();
    var _ = desk.sources().read(List.of(source));
    return desk.sources()
        .find(source.name(), digits)
        .orElseThrow(() -> noCommit(source, digits))
        .commit();
  }

  /// What people said of sources and commits.
  Marks marks() {
    return desk.world().marks();
  }

  /// Whether a commit of a source is another one, or has it in its history.
  boolean holds(SourceCommit commit, ObjectId other) throws PortFailure {
    return desk.sources().holds(commit.source(), commit.commit(), other);
  }

  /// What the journal says of a release that the World forgot.
  Optional<Recalled> older(String lane, ReleaseId release) throws PortFailure {
    if (desk.world().releases().find(release).isPresent()) return Optional.empty();
    var row = desk.views().get(Views.Table.RELEASES, lane + "/" + release);
    if (row.isEmpty()) return Optional.empty();
    var known = Rows.read(row.get().json(), Release.class);
    for (var entry : desk.journal(known.offset(), 1)) {
      if (FactCodec.decode(entry) instanceof Fact.OfRelease(ReleaseFact.Sealed sealed)) {
        return Optional.of(new Recalled(sealed, known.condemned().isPresent()));
      }
    }
    return Optional.empty();
  }

  private Farm farm() throws PortFailure {
    var manifest = desk.world().farm().manifest();
    if (manifest.isPresent()) return farms.farm(manifest.get());
    throw Refused.notFound("no-manifest", "No manifest is in force.", "Adopt one.");
  }

  private static Refused noSource(Farm farm, String name) {
    var names = farm.sources().stream().map(Source::name).toList();
    var meant = Nearness.nearest(name, names);
    return Refused.notFound(
        "no-such-source",
        "The farm has no source %s.".formatted(name),
        meant.map("Did you mean %s?"::formatted).orElse("Use a name of the manifest's sources."));
  }

  private static Refused noCommit(Source source, String digits) {
    return Refused.notFound(
        "no-such-commit",
        "No commit of %s begins with %s.".formatted(source.name(), digits),
        "Give at least seven digits of a commit of its branch %s.".formatted(source.branch()));
  }
}
