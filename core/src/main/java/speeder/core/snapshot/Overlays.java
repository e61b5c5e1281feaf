package speeder.core.snapshot;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.snapshot.Origin.Aim;
import speeder.core.snapshot.SnapshotFact.Overlaid;
import speeder.core.snapshot.SnapshotFact.OverlayAsked;
import speeder.core.snapshot.SnapshotFact.OverlayRefused;
import speeder.core.source.ObjectId;
import speeder.core.value.Refusal;
import speeder.core.value.ReleaseId;

/// The slice of snapshots that are composed: the newest of each place.
public record Overlays(SortedMap<String, Laid> byPlace) {
  public static final Overlays NONE = new Overlays(Collections.emptySortedMap());

  /// A wish, and what came of it.
  ///
  /// @param id offset of the wish
  /// @param byHand whether a person asked for it
  /// @param tried whether a release of it was ever exposed
  public record Laid(
      String lane,
      long id,
      Overlay overlay,
      boolean byHand,
      Optional<Overlaid> done,
      Optional<Refusal> refused,
      boolean tried) {
    public boolean isOpen() {
      return done.isEmpty() && refused.isEmpty();
    }

    Laid exposed() {
      return new Laid(lane, id, overlay, byHand, done, refused, true);
    }

    Laid ended(Optional<Overlaid> done, Optional<Refusal> refused) {
      return new Laid(lane, id, overlay, byHand, done, refused, tried);
    }
  }

  public Overlays {
    byPlace = Collections.unmodifiableSortedMap(new TreeMap<>(byPlace));
  }

  /// Where an overlay is owed: a newer one of the same place takes its place.
  public static String place(String lane, Origin origin) {
    var place = lane + "/" + origin.aim();
    return origin.covered().map(it -> place + "/" + it).orElse(place);
  }

  public Overlays apply(SnapshotFact.OfOverlay fact, long offset) {
    return switch (fact) {
      case OverlayAsked(var lane, var overlay, var byHand) ->
          with(
              place(lane, overlay.origin()),
              new Laid(lane, offset, overlay, byHand, Optional.empty(), Optional.empty(), false));
      case Overlaid it -> ended(it.overlay(), Optional.of(it), Optional.empty());
      case OverlayRefused(var _, var id, var why) -> ended(id, Optional.empty(), Optional.of(why));
    };
  }

  public Optional<Laid> at(String place) {
    return Optional.ofNullable(byPlace.get(place));
  }

  /// The newest of a lane that is to be served.
  public Optional<Laid> served(String lane) {
    return at(lane + "/" + Aim.SERVE);
  }

  /// A release on some release was exposed.
  public Overlays tried(String lane, Optional<ReleaseId> on, SortedMap<String, ObjectId> commits) {
    var place = lane + "/" + Aim.SERVE;
    return at(place)
        .filter(it -> it.overlay().origin().on().equals(on))
        .filter(it -> commits.entrySet().containsAll(it.overlay().commits().entrySet()))
        .map(it -> with(place, it.exposed()))
        .orElse(this);
  }

  /// The same, without what was to stand in for releases that the World forgot.
  public Overlays knowing(Set<ReleaseId> known) {
    var changed = new TreeMap<>(byPlace);
    changed
        .values()
        .removeIf(it -> {
          var covered = it.overlay().origin().covered();
          return covered.isPresent() && !known.contains(covered.get());
        });
    return changed.size() == byPlace.size() ? this : new Overlays(changed);
  }

  private Overlays ended(long id, Optional<Overlaid> done, Optional<Refusal> refused) {
    for (var each : byPlace.entrySet()) {
      var it = each.getValue();
      if (it.id() != id) continue;
      return with(each.getKey(), it.ended(done, refused));
    }
    return this;
  }

  private Overlays with(String place, Laid laid) {
    var changed = new TreeMap<>(byPlace);
    changed.put(place, laid);
    return new Overlays(changed);
  }
}
