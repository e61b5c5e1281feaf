package speeder.engine.reckon;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.Farm;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.Head;
import speeder.core.source.Marks;
import speeder.core.source.ObjectId;
import speeder.core.source.Pin;
import speeder.core.source.Source;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;

/// Where people keep sources, as picks.
final class Pins {
  private final Sources sources;

  Pins(Sources sources) {
    this.sources = sources;
  }

  /// Picks by source. Pins of sources that the farm does not have, and those of no commit where no
  /// snapshot has one yet, keep nothing.
  SortedMap<String, Pick> picks(Farm farm, Optional<Snapshot> last, Marks marks)
      throws PortFailure {
    var picks = new TreeMap<String, Pick>();
    for (var source : farm.sources()) {
      var pin = Optional.ofNullable(marks.pins().get(source.name()));
      if (pin.isEmpty()) continue;
      pick(source, pin.get(), last).ifPresent(pick -> picks.put(source.name(), pick));
    }
    return picks;
  }

  private Optional<Pick> pick(Source source, Pin pin, Optional<Snapshot> last) throws PortFailure {
    if (pin.commit().isEmpty()) {
      return last.flatMap(it -> it.pick(source.name()))
          .map(it -> pick(source, pin, it.commit(), it.tree()));
    }
    var head = find(source, pin.commit().get());
    return Optional.of(pick(source, pin, head.commit(), head.tree()));
  }

  private static Pick pick(Source source, Pin pin, ObjectId commit, ObjectId tree) {
    var because = Optional.of(pin.because());
    return new Pick(source.name(), source.at(), commit, tree, Pick.Why.PINNED, because);
  }

  private Head find(Source source, ObjectId commit) throws PortFailure {
    var known = sources.find(source.name(), commit.hex());
    if (known.isPresent()) return known.get();
    var _ = sources.read(List.of(source));
    return sources.find(source.name(), commit.hex()).orElseThrow(() -> nowhere(source, commit));
  }

  private static PortFailure nowhere(Source source, ObjectId commit) {
    return PortFailure.refused(
        "pin-not-at-hand",
        "Source %s is pinned to %s, which its repository does not have."
            .formatted(source.name(), commit.brief()),
        "Pin it to a commit that it has: speeder pin %s COMMIT".formatted(source.name()));
  }
}
