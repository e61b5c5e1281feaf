package speeder.core.schedule;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.Lane;
import speeder.core.farm.Triggers;

/// How often lanes set out by themselves.
///
/// @param chosen by lane: what a person said instead of the manifest
/// @param clocks by lane that has set out, or was described
public record Cadences(SortedMap<String, Chosen> chosen, SortedMap<String, Clock> clocks) {
  public static final Cadences NONE =
      new Cadences(Collections.emptySortedMap(), Collections.emptySortedMap());

  /// @param since offset of the fact that set it
  public record Chosen(Triggers when, String by, long since) {}

  /// @param since times of the clock count from then on
  /// @param due the first of them, kept so that a turn need not look for it
  public record Clock(Instant since, Optional<Instant> due) {
    static Clock of(Triggers when, Instant since) {
      return new Clock(
          since,
          when.cron().stream().flatMap(it -> next(it, since).stream()).min(Instant::compareTo));
    }
  }

  public Cadences {
    chosen = Collections.unmodifiableSortedMap(new TreeMap<>(chosen));
    clocks = Collections.unmodifiableSortedMap(new TreeMap<>(clocks));
  }

  /// What makes a lane set out.
  public Triggers of(Lane lane) {
    return chosen(lane.name()).map(Chosen::when).orElse(lane.when());
  }

  public Optional<Chosen> chosen(String lane) {
    return Optional.ofNullable(chosen.get(lane));
  }

  /// The first time of a lane's clock that nothing came of yet.
  public Optional<Instant> due(String lane) {
    return Optional.ofNullable(clocks.get(lane)).flatMap(Clock::due);
  }

  /// Since when a lane's times of the clock count; nothing where they do not.
  public Optional<Instant> since(String lane) {
    return Optional.ofNullable(clocks.get(lane)).map(Clock::since);
  }

  /// The first time after a moment; nothing where none is known.
  public static Optional<Instant> next(Triggers.Cron cron, Instant after) {
    return Cron.find(cron.at(), cron.zone()).flatMap(it -> it.next(after));
  }

  /// A manifest is in force: times that it names anew count from then on.
  Cadences adopted(List<Lane> before, List<Lane> lanes, Instant at) {
    var kept = new TreeMap<String, Chosen>();
    var started = new TreeMap<String, Clock>();
    for (var lane : lanes) {
      chosen(lane.name()).ifPresent(it -> kept.put(lane.name(), it));
      boolean same = before.stream().anyMatch(it -> isSame(it, lane));
      var since = since(lane.name()).filter(_ -> same).orElse(at);
      started.put(lane.name(), Clock.of(of(lane), since));
    }
    return new Cadences(kept, started);
  }

  private static boolean isSame(Lane before, Lane lane) {
    return before.name().equals(lane.name()) && before.when().equals(lane.when());
  }

  /// A lane's time came, or was missed, or its times are others now.
  Cadences clocked(Lane lane, Instant at) {
    var changed = new TreeMap<>(clocks);
    changed.put(lane.name(), Clock.of(of(lane), at));
    return new Cadences(chosen, changed);
  }

  Cadences choosing(String lane, Chosen when) {
    var changed = new TreeMap<>(chosen);
    changed.put(lane, when);
    return new Cadences(changed, clocks);
  }

  Cadences asTheManifestSays(String lane) {
    var changed = new TreeMap<>(chosen);
    changed.remove(lane);
    return new Cadences(changed, clocks);
  }
}
