package speeder.server.fold;

import java.time.Instant;
import java.util.Optional;
import speeder.core.source.MarkFact;
import speeder.core.source.ObjectId;

/// What people said of sources and single commits, as a sentence.
final class MarkTelling {
  private MarkTelling() {}

  static String text(MarkFact fact) {
    return switch (fact) {
      case MarkFact.Pinned it ->
          "%s is pinned %s by %s%s: %s"
              .formatted(
                  it.source(),
                  it.commit().map(to -> "to " + to.brief()).orElse("where it is"),
                  it.by(),
                  until(it.until()),
                  it.reason());
      case MarkFact.Unpinned it -> "%s is no longer pinned, by %s".formatted(it.source(), it.by());
      case MarkFact.CalledBad it ->
          "%s is marked bad by %s%s%s: %s"
              .formatted(
                  it.at().brief(), it.by(), fixed(it.fixedBy()), until(it.until()), it.reason());
      case MarkFact.CalledGood it ->
          "%s is no longer marked bad, by %s".formatted(it.at().brief(), it.by());
      case MarkFact.Kept it ->
          "%s is kept by %s: %s".formatted(it.at().brief(), it.by(), it.reason());
      case MarkFact.LetGo it -> "nothing of %s is kept, by %s".formatted(it.source(), it.by());
    };
  }

  private static String until(Optional<Instant> until) {
    return until.map(" until %s"::formatted).orElse("");
  }

  private static String fixed(Optional<ObjectId> fix) {
    return fix.map(it -> " unless with " + it.brief()).orElse("");
  }
}
