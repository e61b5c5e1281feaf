package speeder.core.lock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import speeder.core.lock.Ended.How;
import speeder.core.lock.LockFact.AsideAsked;
import speeder.core.lock.LockFact.Asked;
import speeder.core.lock.LockFact.Broken;
import speeder.core.lock.LockFact.Cancelled;
import speeder.core.lock.LockFact.Granted;
import speeder.core.lock.LockFact.LeaseLapsed;
import speeder.core.lock.LockFact.Outdated;
import speeder.core.lock.LockFact.OutsideSeen;
import speeder.core.lock.LockFact.Released;

/// The locks' slice: those held and those waited for, the last that ended, how long they were held
/// of late, and what is seen of lanes that others deploy.
///
/// @param held by the offset that names them
/// @param waiting in the order of the queue
/// @param ended newest last, at most [#ENDED_KEPT]: whoever lost one hears why
/// @param outside by lane
public record Locks(
    SortedMap<Long, Claim> held,
    List<Claim> waiting,
    List<Ended> ended,
    Holding holding,
    SortedMap<String, Seen> outside) {
  /// Locks that may be held or waited for at once.
  public static final int OPEN_MAX = 1_000;

  public static final int ENDED_KEPT = 256;

  /// Between the two, a holder may be silent.
  public static final Duration LEASE_MIN = Duration.ofSeconds(1);

  public static final Duration LEASE_MAX = Duration.ofDays(1);

  public static final Locks NONE =
      new Locks(
          Collections.emptySortedMap(),
          List.of(),
          List.of(),
          Holding.NONE,
          Collections.emptySortedMap());

  /// What was seen last of a lane that others deploy.
  ///
  /// @param offset of the fact that said so first
  public record Seen(Sight sight, Instant since, long offset) {}

  public Locks {
    held = Collections.unmodifiableSortedMap(new TreeMap<>(held));
    waiting = List.copyOf(waiting);
    ended = List.copyOf(ended);
    outside = Collections.unmodifiableSortedMap(new TreeMap<>(outside));
  }

  public Locks apply(LockFact fact, long offset, Instant at) {
    return switch (fact) {
      case Asked asked -> queued(Claim.of(asked, offset, at));
      case Granted(var lock) -> granted(lock, offset, at);
      case AsideAsked asked -> aside(asked);
      case Released(var lock) -> ended(lock, How.RELEASED, "", at);
      case Cancelled(var lock) -> ended(lock, How.CANCELLED, "", at);
      case LeaseLapsed(var lock) -> ended(lock, How.LAPSED, "its lease lapsed", at);
      case Broken(var lock, var by, var why) ->
          ended(lock, How.BROKEN, "broken by %s: %s".formatted(by, why), at);
      case Outdated(var lock, var why) -> ended(lock, How.OUTDATED, why, at);
      case OutsideSeen(var lane, var sight) -> with(lane, new Seen(sight, at, offset));
    };
  }

  /// One that is held or waited for, by its own offset or by its holder's number.
  public Optional<Claim> find(long name) {
    return open().filter(it -> it.isNamed(name)).findFirst();
  }

  /// All that are held or waited for.
  public Stream<Claim> open() {
    return Stream.concat(held.values().stream(), waiting.stream());
  }

  public int size() {
    return held.size() + waiting.size();
  }

  /// One of the last that ended.
  public Optional<Ended> findEnded(long name) {
    return ended.stream().filter(it -> it.claim().isNamed(name)).findFirst();
  }

  /// What Speeder itself holds or waits for on a lane.
  public Optional<Claim> own(String lane) {
    return open().filter(it -> it.isOwn() && it.lane().equals(lane)).findFirst();
  }

  public Optional<Seen> seen(String lane) {
    return Optional.ofNullable(outside.get(lane));
  }

  private Locks queued(Claim claim) {
    int at = Collections.binarySearch(waiting, claim);
    var longer = new ArrayList<>(waiting);
    longer.add(at < 0 ? -at - 1 : at, claim);
    return new Locks(held, longer, ended, holding, outside);
  }

  private Locks granted(long lock, long number, Instant at) {
    var claim = waiting.stream().filter(it -> it.lock() == lock).findFirst();
    return claim.map(it -> without(it).holding(it.granted(number, at))).orElse(this);
  }

  private Locks aside(AsideAsked wish) {
    var claim = held.get(wish.lock());
    return claim == null ? this : holding(claim.aside(wish));
  }

  private Locks holding(Claim claim) {
    var changed = new TreeMap<>(held);
    changed.put(claim.lock(), claim);
    return new Locks(changed, waiting, ended, holding, outside);
  }

  private Locks without(Claim claim) {
    if (!claim.isHeld()) {
      var fewer = waiting.stream().filter(it -> it.lock() != claim.lock()).toList();
      return new Locks(held, fewer, ended, holding, outside);
    }
    var fewer = new TreeMap<>(held);
    fewer.remove(claim.lock());
    return new Locks(fewer, waiting, ended, holding, outside);
  }

  private Locks ended(long lock, How how, String why, Instant at) {
    var claim = open().filter(it -> it.lock() == lock).findFirst();
    return claim.map(it -> without(it).with(new Ended(it, how, why, at))).orElse(this);
  }

  private Locks with(Ended end) {
    var past = new ArrayList<>(ended);
    past.add(end);
    if (past.size() > ENDED_KEPT) past.removeFirst();
    return new Locks(held, waiting, past, held(end.claim(), end.at()), outside);
  }

  private Holding held(Claim claim, Instant until) {
    return claim
        .grant()
        .map(it -> Duration.between(it.at(), until))
        .map(it -> holding.with(claim, it))
        .orElse(holding);
  }

  private Locks with(String lane, Seen seen) {
    var changed = new TreeMap<>(outside);
    changed.put(lane, seen);
    return new Locks(held, waiting, ended, holding, changed);
  }
}
