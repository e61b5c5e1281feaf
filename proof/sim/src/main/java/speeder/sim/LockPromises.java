package speeder.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import speeder.core.lock.Claim;
import speeder.core.lock.LockFact;
import speeder.core.lock.LockFact.Asked;
import speeder.core.lock.Sight.Moving;
import speeder.core.lock.Use;
import speeder.core.world.World;

/// What must hold of locks. Knows the rules by itself, so that it does not believe the core's.
final class LockPromises {
  /// What pretrain gives way to.
  private static final Set<String> FIRST = Set.of("train", "backport", "security");

  private static final String LAST = Manifests.LANE;

  /// How long they may be blocked by who gives way to them: the time to step aside, and that of a
  /// server to come back.
  private static final Duration BLOCKED_MAX = Duration.ofSeconds(90);

  private record Entry(long lock, Asked asked, Instant at) {}

  private final Map<Long, Entry> waiting = new TreeMap<>();
  private final Map<Long, Entry> held = new TreeMap<>();
  private final Map<Long, Long> numbers = new HashMap<>();
  private final Map<Long, Instant> blocked = new HashMap<>();
  private long grants;
  private long acts;

  void follow(LockFact fact, long offset, Instant at) {
    switch (fact) {
      case Asked asked -> waiting.put(offset, new Entry(offset, asked, at));
      case LockFact.Granted(var lock) -> granted(lock, offset);
      case LockFact.AsideAsked _, LockFact.OutsideSeen _ -> {}
      case LockFact.Released(var lock) -> ended(lock);
      case LockFact.Cancelled(var lock) -> ended(lock);
      case LockFact.LeaseLapsed(var lock) -> ended(lock);
      case LockFact.Broken broken -> ended(broken.lock());
      case LockFact.Outdated outdated -> ended(outdated.lock());
    }
  }

  private void granted(long lock, long number) {
    var granted =
        Optional.ofNullable(waiting.remove(lock))
            .orElseThrow(() -> new Broken("lock " + lock + " was granted and nobody waits for it"));
    for (var holder : held.values()) {
      Broken.unless(!conflict(granted, holder), granted + " was granted beside " + holder);
    }
    for (var passed : waiting.values()) {
      Broken.unless(
          !conflict(granted, passed) || !isFirst(passed, granted),
          granted + " was granted before " + passed);
    }
    held.put(lock, granted);
    numbers.put(number, lock);
    grants++;
  }

  private void ended(long lock) {
    waiting.remove(lock);
    held.remove(lock);
  }

  private static boolean conflict(Entry one, Entry other) {
    var a = one.asked();
    var b = other.asked();
    boolean apart =
        !a.target().equals(Claim.ALL)
            && !b.target().equals(Claim.ALL)
            && !a.target().equals(b.target());
    if (apart) return false;
    boolean back = a.use() == Use.BACK || b.use() == Use.BACK;
    return a.lane().equals(b.lane()) || (!back && (givesWay(a, b) || givesWay(b, a)));
  }

  private static boolean givesWay(Asked waits, Asked goes) {
    return waits.work().equals(LAST) && FIRST.contains(goes.work());
  }

  /// Beyond doubt: what goes back, what the other gives way to, what is no less urgent and asked
  /// earlier.
  private static boolean isFirst(Entry one, Entry other) {
    if (one.asked().use() == Use.BACK) return other.asked().use() != Use.BACK;
    if (other.asked().use() == Use.BACK || givesWay(one.asked(), other.asked())) return false;
    if (givesWay(other.asked(), one.asked())) return true;
    boolean alike = one.asked().work().equals(LAST) == other.asked().work().equals(LAST);
    return alike && one.asked().priority() >= other.asked().priority() && one.lock() < other.lock();
  }

  /// A tool works under a number that a server has just told it.
  void acts(long number) {
    acts++;
    Broken.unless(
        held.containsKey(numbers.getOrDefault(number, 0L)),
        "a tool works under number " + number + ", which no longer counts");
  }

  /// After every turn.
  void stand(World world, Instant now) {
    blocked.keySet().retainAll(waiting.keySet());
    for (var one : waiting.values()) {
      if (isBlockedByWhoGivesWay(one)) blocked.putIfAbsent(one.lock(), now);
      else blocked.remove(one.lock());
    }
    blocked.forEach((lock, since) ->
        Broken.unless(
            Duration.between(since, now).compareTo(BLOCKED_MAX) < 0,
            "lock " + lock + " is blocked since " + since + " by what gives way to it"));
    backAlone(world);
  }

  private boolean isBlockedByWhoGivesWay(Entry one) {
    if (!FIRST.contains(one.asked().work())) return false;
    var holders = held.values().stream().filter(it -> conflict(one, it)).toList();
    boolean first =
        waiting.values().stream()
            .noneMatch(it ->
                it.lock() != one.lock() && conflict(one, it) && !givesWay(it.asked(), one.asked()));
    return first
        && !holders.isEmpty()
        && holders.stream().allMatch(it -> givesWay(it.asked(), one.asked()));
  }

  /// Nobody else holds a lane that goes back.
  private void backAlone(World world) {
    for (var rollout : world.rollouts().open()) {
      if (rollout.isForward() || !rollout.isMoving()) continue;
      for (var entry : held.values()) {
        boolean other = entry.asked().use() != Use.BACK;
        Broken.unless(
            !other || !entry.asked().lane().equals(rollout.lane()),
            rollout.lane() + " goes back while it is held by " + entry);
      }
    }
  }

  /// A rollout moves forward: it holds its lane's lock, and what it gives way to stands still.
  void forward(World world, String lane) {
    boolean holds =
        held.values().stream()
            .anyMatch(it -> it.asked().use() == Use.FORWARD && it.asked().lane().equals(lane));
    Broken.unless(holds, "a rollout of " + lane + " moves without its lock");
    boolean others =
        world
            .locks()
            .seen(Manifests.OTHERS)
            .filter(it -> it.sight().moving() != Moving.NO)
            .isPresent();
    Broken.unless(
        !lane.equals(LAST) || !others, lane + " moves though " + Manifests.OTHERS + " may move");
  }

  void atRest() {
    Broken.unless(
        held.isEmpty() && waiting.isEmpty(),
        "at rest, locks are held or waited for: " + List.of(held, waiting));
  }

  long grants() {
    return grants;
  }

  long acts() {
    return acts;
  }
}
