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
/// @param clocks by lane: times of the clock count from then on
public record Cadences(SortedMap<String, Chosen> chosen, SortedMap<String, Instant> clocks) {
  public static final Cadences NONE =
      new Cadences(Collections.emptySortedMap(), Collections.emptySortedMap());

  /// @param since offset of the fact that set it
  public record Chosen(Triggers when, String by, long since) {}

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

  /// Since when a lane's times of the clock count.
  public Instant clock(String lane) {
    return clocks.getOrDefault(lane, Instant.MAX);
  }

  /// A manifest is in force: times that it names anew count from then on.
  public Cadences adopted(List<Lane> before, List<Lane> lanes, Instant at) {
    var kept = new TreeMap<String, Chosen>();
    var started = new TreeMap<String, Instant>();
    for (var lane : lanes) {
      chosen(lane.name()).ifPresent(it -> kept.put(lane.name(), it));
      boolean same = before.stream().anyMatch(it -> isSame(it, lane));
      started.put(lane.name(), same ? clocks.getOrDefault(lane.name(), at) : at);
    }
    return new Cadences(kept, started);
  }

  private static boolean isSame(Lane before, Lane lane) {
    return before.name().equals(lane.name()) && before.when().equals(lane.when());
  }

  /// A lane's time came, or was missed.
  public Cadences clocked(String lane, Instant at) {
    var changed = new TreeMap<>(clocks);
    changed.put(lane, at);
    return new Cadences(chosen, changed);
  }

  Cadences choosing(String lane, Chosen when, Instant at) {
    var changed = new TreeMap<>(chosen);
    changed.put(lane, when);
    return new Cadences(changed, clocks).clocked(lane, at);
  }

  Cadences asTheManifestSays(String lane, Instant at) {
    var changed = new TreeMap<>(chosen);
    changed.remove(lane);
    return new Cadences(changed, clocks).clocked(lane, at);
  }
}
