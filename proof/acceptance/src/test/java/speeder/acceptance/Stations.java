package speeder.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import speeder.api.Event;

/// When a commit passed which station, by the journal's own times.
record Stations(List<Station> all) {
  record Station(String name, Duration took, Instant at) {}

  private static final List<List<String>> NAMES =
      List.of(
          List.of("seen", "source.heads-moved"),
          List.of("frozen", "snapshot.frozen"),
          List.of("built", "candidate.built"),
          List.of("gate answered", "candidate.answered"),
          List.of("sealed", "release.sealed"),
          List.of("slot ready", "slot.ready"),
          List.of("table in force", "route.in-force"),
          List.of("judged", "supervision.verdict-reached"));

  static Stations of(Instant begin, List<Event> facts) {
    var stations = new ArrayList<Station>();
    var last = begin;
    for (var fact : facts) {
      for (var name : NAMES) {
        if (!name.get(1).equals(fact.kind())) continue;
        stations.add(new Station(name.get(0), Duration.between(last, fact.at()), fact.at()));
        last = fact.at();
      }
    }
    return new Stations(List.copyOf(stations));
  }

  /// When the last table came into force.
  Instant served() {
    return all.stream()
        .filter(it -> it.name().equals("table in force"))
        .reduce((_, last) -> last)
        .orElseThrow()
        .at();
  }

  void print(String title) {
    System.out.println("Seconds per station, " + title + ":");
    for (var station : all) {
      System.out.printf("  %-16s %7.3f%n", station.name(), station.took().toMillis() / 1000.0);
    }
  }
}
