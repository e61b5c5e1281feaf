package speeder.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import speeder.core.farm.Lane;
import speeder.core.schedule.Cadences.Chosen;
import speeder.core.schedule.Calendars.Freeze;
import speeder.core.schedule.Calendars.Thaw;
import speeder.core.schedule.Hold.Hand;
import speeder.core.schedule.ScheduleFact.CadenceChosen;
import speeder.core.schedule.ScheduleFact.CadenceReset;
import speeder.core.schedule.ScheduleFact.CalendarRead;
import speeder.core.schedule.ScheduleFact.CalendarUnread;
import speeder.core.schedule.ScheduleFact.Due;
import speeder.core.schedule.ScheduleFact.Expired;
import speeder.core.schedule.ScheduleFact.FileGone;
import speeder.core.schedule.ScheduleFact.FileHeld;
import speeder.core.schedule.ScheduleFact.FreezeBegan;
import speeder.core.schedule.ScheduleFact.FreezeEnded;
import speeder.core.schedule.ScheduleFact.Held;
import speeder.core.schedule.ScheduleFact.Lifted;
import speeder.core.schedule.ScheduleFact.PutOff;
import speeder.core.schedule.ScheduleFact.RunMissed;
import speeder.core.schedule.ScheduleFact.Settled;
import speeder.core.schedule.ScheduleFact.ThawEnded;
import speeder.core.schedule.ScheduleFact.Thawed;
import speeder.core.value.Refusal;

/// The schedule's slice: holds, how often lanes set out, calendars that stop them, and deeds that
/// wait to be tried again.
public record Schedule(
    Holds holds, Cadences cadences, Calendars calendars, SortedMap<Key, Delay> delays) {
  /// First wait before a deed is tried again; each further one doubles it.
  public static final Duration RETRY_FIRST = Duration.ofSeconds(1);

  /// The longest wait between two tries.
  public static final Duration RETRY_MAX = Duration.ofSeconds(60);

  public static final Schedule EMPTY =
      new Schedule(Holds.NONE, Cadences.NONE, Calendars.NONE, Collections.emptySortedMap());

  /// Which deed: its kind and place.
  public record Key(String kind, String place) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byKind = kind.compareTo(other.kind);
      return byKind != 0 ? byKind : place.compareTo(other.place);
    }
  }

  /// How often it failed, until when it waits (nothing once it is due), and under which offset it
  /// is owed then.
  public record Delay(int attempt, Optional<Instant> until, long since, Refusal why) {}

  public Schedule {
    delays = Collections.unmodifiableSortedMap(new TreeMap<>(delays));
  }

  /// @param lanes whose times count
  /// @param time of the fact
  public Schedule apply(ScheduleFact fact, long offset, List<Lane> lanes, Instant time) {
    var after = applied(fact, offset);
    return clockOf(fact).map(lane -> after.clocked(lane, lanes, time)).orElse(after);
  }

  /// A lane's times count from here on.
  public Schedule clocked(String name, List<Lane> lanes, Instant time) {
    return lanes.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .map(lane -> with(cadences.clocked(lane, time)))
        .orElse(this);
  }

  /// The lane whose times count from a fact on.
  private static Optional<String> clockOf(ScheduleFact fact) {
    return switch (fact) {
      case CadenceChosen it -> Optional.of(it.lane());
      case CadenceReset it -> Optional.of(it.lane());
      case RunMissed it -> Optional.of(it.lane());
      case Held _,
          Lifted _,
          Expired _,
          FileHeld _,
          FileGone _,
          CalendarRead _,
          CalendarUnread _,
          FreezeBegan _,
          FreezeEnded _,
          Thawed _,
          ThawEnded _,
          PutOff _,
          Due _,
          Settled _ ->
          Optional.empty();
    };
  }

  private Schedule applied(ScheduleFact fact, long offset) {
    return switch (fact) {
      case Held held -> with(holds.held(held, offset));
      case Lifted(var reach, var _) -> with(holds.lifted(reach));
      case Expired(var reach) -> with(holds.without(reach, Hand.PERSON));
      case FileHeld held -> with(holds.held(held, offset));
      case FileGone _ -> with(holds.without(Reach.ALL, Hand.FILE));
      case CadenceChosen(var lane, var when, var by) ->
          with(cadences.choosing(lane, new Chosen(when, by, offset)));
      case CadenceReset(var lane, var _) -> with(cadences.asTheManifestSays(lane));
      case RunMissed _ -> this;
      case CalendarRead(var calendar, var said) -> with(calendars.read(calendar, said));
      case CalendarUnread(var calendar, var why) -> with(calendars.unread(calendar, why));
      case FreezeBegan(var lane, var why) -> with(calendars.begun(lane, new Freeze(why, offset)));
      case FreezeEnded(var lane) -> with(calendars.ended(lane));
      case Thawed(var lane, var until, var why, var by) ->
          with(calendars.thawed(lane, new Thaw(until, why, by)));
      case ThawEnded(var lane, var _) -> with(calendars.thawEnded(lane));
      case PutOff(var kind, var place, var attempt, var until, var why) ->
          delayed(new Key(kind, place), new Delay(attempt, Optional.of(until), offset, why));
      case Due(var kind, var place) -> due(new Key(kind, place), offset);
      case Settled(var kind, var place) -> settled(new Key(kind, place));
    };
  }

  /// The fact that puts a deed off after its next failure.
  public PutOff putOff(String kind, String place, Refusal why, Instant now) {
    int attempt = attempts(kind, place) + 1;
    return new PutOff(kind, place, attempt, now.plus(wait(attempt)), why);
  }

  public int attempts(String kind, String place) {
    return delay(kind, place).map(Delay::attempt).orElse(0);
  }

  public Optional<Delay> delay(String kind, String place) {
    return Optional.ofNullable(delays.get(new Key(kind, place)));
  }

  /// Deeds whose time has come.
  public List<Due> due(Instant now) {
    return delays.entrySet().stream()
        .filter(entry -> entry.getValue().until().filter(until -> !until.isAfter(now)).isPresent())
        .map(entry -> new Due(entry.getKey().kind(), entry.getKey().place()))
        .toList();
  }

  /// The next moment after another at which something is due.
  public Optional<Instant> wake(Instant after) {
    return Stream.concat(nextDue(after).stream(), holds.wake(after).stream())
        .min(Instant::compareTo);
  }

  /// The next moment after another at which a deed is due.
  public Optional<Instant> nextDue(Instant after) {
    return delays.values().stream()
        .flatMap(delay -> delay.until().stream())
        .filter(until -> until.isAfter(after))
        .min(Instant::compareTo);
  }

  static Duration wait(int attempt) {
    int doublings = Math.min(attempt - 1, 10);
    var doubled = RETRY_FIRST.multipliedBy(1L << doublings);
    return doubled.compareTo(RETRY_MAX) < 0 ? doubled : RETRY_MAX;
  }

  private Schedule with(Holds changed) {
    return new Schedule(changed, cadences, calendars, delays);
  }

  private Schedule with(Cadences changed) {
    return new Schedule(holds, changed, calendars, delays);
  }

  private Schedule with(Calendars changed) {
    return new Schedule(holds, cadences, changed, delays);
  }

  /// A manifest is in force: calendars that no lane keeps are forgotten.
  public Schedule adopted(List<Lane> before, List<Lane> lanes, Instant at) {
    return with(cadences.adopted(before, lanes, at)).with(calendars.adopted(lanes));
  }

  private Schedule delayed(Key key, Delay delay) {
    var changed = new TreeMap<>(delays);
    changed.put(key, delay);
    return new Schedule(holds, cadences, calendars, changed);
  }

  private Schedule due(Key key, long offset) {
    var before = delays.get(key);
    if (before == null) return this;
    return delayed(key, new Delay(before.attempt(), Optional.empty(), offset, before.why()));
  }

  private Schedule settled(Key key) {
    var changed = new TreeMap<>(delays);
    changed.remove(key);
    return new Schedule(holds, cadences, calendars, changed);
  }
}
