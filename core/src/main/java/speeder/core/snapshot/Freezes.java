package speeder.core.snapshot;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.Lane;
import speeder.core.snapshot.SnapshotFact.Asked;
import speeder.core.snapshot.SnapshotFact.Frozen;
import speeder.core.snapshot.SnapshotFact.Refused;
import speeder.core.value.Refusal;

/// The snapshots' slice: per lane, what is asked for and what was frozen last.
public record Freezes(SortedMap<String, Freeze> byLane) {
  public static final Freezes NONE = new Freezes(Collections.emptySortedMap());

  /// A wish for a snapshot, and the offset of its fact.
  public record Wish(long at, Trigger trigger) {
    /// Whether a person asked: then the same snapshot sets out again.
    public boolean byHand() {
      return trigger == Trigger.HAND;
    }
  }

  /// What may be frozen moved: when first and when last since a lane asked.
  public record Stir(Instant first, Instant last) {}

  /// A snapshot that was frozen, the wish that asked for it, and the offset of its fact.
  public record Taken(Frozen fact, Wish wish, long at) {}

  /// @param open the wish under which a snapshot is owed
  /// @param again a wish that came meanwhile: heads may have moved since
  /// @param newest offset of the newest wish
  /// @param stir what moved since it
  /// @param refused why the last wish led to nothing
  public record Freeze(
      Optional<Wish> open,
      Optional<Wish> again,
      long newest,
      Optional<Stir> stir,
      Optional<Taken> last,
      Optional<Refusal> refused) {
    static final Freeze IDLE =
        new Freeze(
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Freeze asked(Wish wish) {
      var wished = Optional.of(wish);
      return open.isPresent()
          ? new Freeze(open, wished, wish.at(), Optional.empty(), last, refused)
          : new Freeze(wished, again, wish.at(), Optional.empty(), last, refused);
    }

    Freeze stirred(Instant at) {
      var first = stir.map(Stir::first).orElse(at);
      return new Freeze(open, again, newest, Optional.of(new Stir(first, at)), last, refused);
    }

    Freeze frozen(Frozen fact, long offset) {
      var taken = open.map(wish -> new Taken(fact, wish, offset));
      return new Freeze(
          again, Optional.empty(), newest, stir, taken.or(() -> last), Optional.empty());
    }

    Freeze refusedFor(Refusal why) {
      return new Freeze(again, Optional.empty(), newest, stir, last, Optional.of(why));
    }

    /// Sources that the last snapshot holds at an older commit.
    public List<String> heldBack() {
      return last.map(taken -> taken.fact().heldBack()).orElse(List.of());
    }
  }

  public Freezes {
    byLane = Collections.unmodifiableSortedMap(new TreeMap<>(byLane));
  }

  public Freeze of(String lane) {
    return byLane.getOrDefault(lane, Freeze.IDLE);
  }

  /// What may be frozen moved.
  public Freezes stirred(List<Lane> lanes, Instant at) {
    var changed = new TreeMap<>(byLane);
    for (var lane : lanes) changed.put(lane.name(), of(lane.name()).stirred(at));
    return new Freezes(changed);
  }

  public Freezes apply(SnapshotFact fact, long offset) {
    var before = of(fact.lane());
    var changed = new TreeMap<>(byLane);
    changed.put(
        fact.lane(),
        switch (fact) {
          case Asked asked -> before.asked(new Wish(offset, asked.trigger()));
          case Frozen frozen -> before.frozen(frozen, offset);
          case Refused(var _, var why) -> before.refusedFor(why);
          case SnapshotFact.OfHolding _, SnapshotFact.OfOverlay _ -> before;
        });
    return new Freezes(changed);
  }
}
