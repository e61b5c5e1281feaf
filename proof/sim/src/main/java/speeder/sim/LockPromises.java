package speeder.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  /// How long a tool that fell silent may hold its lock under one server: its lease, and looks that
  /// see nothing.
  static final Duration SILENT_MAX = Duration.ofSeconds(90);

  /// What one point of priority is worth: having asked that much earlier.
  private static final Duration HEAD_START = Duration.ofSeconds(36);

  private record Entry(long lock, Asked asked, Instant at) {
    Instant counted() {
      return at.minus(HEAD_START.multipliedBy(asked.priority()));
    }
  }

  private final Map<Long, Entry> waiting = new TreeMap<>();
  private final Map<Long, Entry> held = new TreeMap<>();
  private final Map<Long, Long> numbers = new HashMap<>();
  private final Map<Long, Instant> blocked = new HashMap<>();
  private final Map<Long, Instant> silent = new HashMap<>();
  private final List<Duration> waits = new ArrayList<>();
  private long asks;
  private long grants;
  private long leaves;
  private long acts;

  void follow(LockFact fact, long offset, Instant at) {
    switch (fact) {
      case Asked asked -> asked(new Entry(offset, asked, at));
      case LockFact.Granted(var lock) -> granted(lock, offset, at);
      case LockFact.AsideAsked _, LockFact.OutsideSeen _ -> {}
      case LockFact.Released(var lock) -> ended(lock);
      case LockFact.Cancelled(var lock) -> ended(lock);
      case LockFact.LeaseLapsed(var lock) -> ended(lock);
      case LockFact.Broken broken -> ended(broken.lock());
      case LockFact.Outdated outdated -> ended(outdated.lock());
    }
  }

  private void asked(Entry entry) {
    waiting.put(entry.lock(), entry);
    if (entry.asked().use() == Use.OUTSIDE) asks++;
  }

  private void granted(long lock, long number, Instant at) {
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
    if (granted.asked().use() != Use.OUTSIDE) return;
    grants++;
    waits.add(Duration.between(granted.at(), at));
  }

  private void ended(long lock) {
    var left = waiting.remove(lock);
    if (left != null && left.asked().use() == Use.OUTSIDE) leaves++;
    held.remove(lock);
    silent.remove(lock);
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

  /// What goes back, what the other gives way to, and else what asked earlier, where each point of
  /// priority counts as having asked earlier: so nobody is overtaken for ever.
  private static boolean isFirst(Entry one, Entry other) {
    if (one.asked().use() == Use.BACK) return other.asked().use() != Use.BACK;
    if (other.asked().use() == Use.BACK || givesWay(one.asked(), other.asked())) return false;
    if (givesWay(other.asked(), one.asked())) return true;
    if (one.asked().work().equals(LAST) != other.asked().work().equals(LAST)) return false;
    int order = one.counted().compareTo(other.counted());
    return order < 0 || (order == 0 && one.lock() < other.lock());
  }

  /// A tool works under a number that a server has just told it.
  void acts(long number) {
    acts++;
    Broken.unless(
        held.containsKey(numbers.getOrDefault(number, 0L)),
        "a tool works under number " + number + ", which no longer counts");
  }

  /// Whoever holds it says nothing any more.
  void fallsSilent(long lock, Instant now) {
    silent.putIfAbsent(lock, now);
  }

  /// Another server leads: leases begin anew, since none could be renewed while there was none.
  void tookOver(Instant now) {
    silent.replaceAll((_, _) -> now);
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
    silent.forEach((lock, since) ->
        Broken.unless(
            Duration.between(since, now).compareTo(SILENT_MAX) < 0,
            "lock " + lock + " is held by nobody since " + since));
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

  /// @param stay lanes whose rollout waits for a person's yes: it keeps its lock, until another
  ///   that it gives way to asks
  void atRest(Set<String> stay) {
    var left = held.values().stream().filter(it -> !stay.contains(it.asked().lane())).toList();
    Broken.unless(
        left.isEmpty() && (waiting.isEmpty() || !stay.isEmpty()),
        "at rest, locks are held or waited for: " + List.of(left, waiting));
  }

  /// Of tools: how often one asked.
  long asks() {
    return asks;
  }

  /// How often one got what it had asked for.
  long grants() {
    return grants;
  }

  /// How often one waited and no longer wanted.
  long leaves() {
    return leaves;
  }

  /// How long those waited that were granted one.
  List<Duration> waits() {
    return waits.stream().sorted().toList();
  }

  long acts() {
    return acts;
  }
}
