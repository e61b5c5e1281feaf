package speeder.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.api.Event;

/// Which release may have answered where and when, by the journal alone.
///
/// A table may be in force from the fact that asks for it until the fact that says a later one is:
/// an edge takes a table at once, and says so once every new request uses it.
public final class Expected {
  /// Facts' times are cut to milliseconds.
  private static final Duration GRAIN = Duration.ofMillis(2);

  private final List<Table> tables = new ArrayList<>();
  private final List<String> tooEarly = new ArrayList<>();

  /// @param serving `lane/stage` to the releases that get new requests there
  private record Table(long offset, Instant wanted, Map<String, Set<String>> serving) {}

  private final SortedMap<Long, Instant> inForce = new TreeMap<>();
  private final Map<Long, Facts.Began> rollouts = new TreeMap<>();
  private final Map<Long, Set<String>> passed = new TreeMap<>();

  private Expected() {}

  public static Expected of(List<Event> events) {
    var expected = new Expected();
    events.forEach(expected::hear);
    return expected;
  }

  private void hear(Event event) {
    switch (event.kind()) {
      case Facts.BEGAN -> rollouts.put(event.offset(), Facts.read(event, Facts.Began.class));
      case Facts.VERDICT -> verdict(Facts.read(event, Facts.Verdict.class));
      case Facts.POINTED -> pointed(event, Facts.read(event, Facts.Pointed.class));
      case Facts.IN_FORCE ->
          inForce.putIfAbsent(Facts.read(event, Facts.InForce.class).table(), event.at());
      default -> {}
    }
  }

  private void verdict(Facts.Verdict verdict) {
    if (!verdict.answer().equals("PASS")) return;
    passed.computeIfAbsent(verdict.rollout(), _ -> new HashSet<>()).add(verdict.stage());
  }

  private void pointed(Event event, Facts.Pointed pointed) {
    var serving =
        new TreeMap<>(tables.isEmpty() ? Map.<String, Set<String>>of() : tables.getLast().serving);
    for (var place : pointed.places().keySet()) {
      var parts = place.split("/", 3);
      serving.put(parts[0] + "/" + parts[2], pointed.releases(place));
      if (parts[2].equals("main")) inOrder(event, pointed);
    }
    tables.add(new Table(event.offset(), event.at(), serving));
  }

  /// Main is for a release that passed all stages before it, or that one goes back to.
  private void inOrder(Event event, Facts.Pointed pointed) {
    var rollout = rollouts.get(pointed.rollout());
    if (rollout == null || rollout.isBack()) return;
    var done = passed.getOrDefault(pointed.rollout(), Set.of());
    for (var stage : rollout.stages()) {
      if (!stage.equals("main") && !done.contains(stage)) {
        tooEarly.add(
            "%s got main at %d without a PASS at %s"
                .formatted(rollout.release(), event.offset(), stage));
      }
    }
  }

  /// Releases that got main before they had passed the stages before it, a sentence each.
  public List<String> tooEarly() {
    return List.copyOf(tooEarly);
  }

  /// Whether a release may have answered at a stage at any moment between two.
  ///
  /// @param stage `lane/stage`
  public boolean may(String stage, String release, Instant sent, Instant received) {
    var until = received.plus(GRAIN);
    for (int at = 0; at < tables.size(); at++) {
      var table = tables.get(at);
      boolean asked = !table.wanted.isAfter(until);
      boolean replaced = replaced(at).isBefore(sent.minus(GRAIN));
      if (asked && !replaced && table.serving.getOrDefault(stage, Set.of()).contains(release)) {
        return true;
      }
    }
    return false;
  }

  /// When the edge had said that it uses a later table.
  private Instant replaced(int at) {
    if (at + 1 == tables.size()) return Instant.MAX;
    return inForce.tailMap(tables.get(at + 1).offset).values().stream()
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }
}
