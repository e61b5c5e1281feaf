package speeder.server.fold;

import java.time.Instant;
import java.util.Optional;
import speeder.api.Release;
import speeder.core.image.BuiltImage;
import speeder.core.release.ReleaseFact.Sealed;

/// A release as it goes over the wire, fact by fact.
final class ReleaseRow {
  private ReleaseRow() {}

  static Release sealed(Sealed fact, long offset, Instant at) {
    return new Release(
        fact.release().text(),
        fact.lane(),
        at,
        offset,
        fact.candidate(),
        fact.snapshot().text(),
        fact.snapshotDocument().text(),
        fact.images().stream().map(ReleaseRow::image).toList(),
        fact.gate(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  private static Release.Image image(BuiltImage image) {
    return new Release.Image(
        image.variant(),
        image.digest().text(),
        image.layers().size(),
        image.built(),
        image.bytesBuilt(),
        image.bytesTotal());
  }

  static Release pushed(Release row) {
    return with(row, true, row.anchored(), row.condemned());
  }

  static Release anchored(Release row, Instant at) {
    return with(row, row.pushed(), Optional.of(at), row.condemned());
  }

  static Release condemned(Release row, String why) {
    return with(row, row.pushed(), row.anchored(), Optional.of(why));
  }

  private static Release with(
      Release row, boolean pushed, Optional<Instant> anchored, Optional<String> condemned) {
    return new Release(
        row.release(),
        row.lane(),
        row.sealed(),
        row.offset(),
        row.candidate(),
        row.snapshot(),
        row.snapshotDocument(),
        row.images(),
        row.gate(),
        pushed,
        anchored,
        condemned);
  }
}
