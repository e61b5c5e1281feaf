package speeder.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import speeder.api.Event;

/// The load's answers held against the journal.
///
/// @param rates requests a second, by tenant, from its first to its last
/// @param faults one sentence for each answer that was an error, dropped or wrong
public record Judged(Report.Counts counts, SortedMap<String, Double> rates, List<String> faults) {
  private static final int SHOWN_MAX = 5;

  /// A wiki's readers together, with a little less for a busy machine.
  private static final double RATE_MIN = 0.9 * Load.RATE;

  public static Judged of(List<Visit> visits, List<Event> events) {
    var expected = Expected.of(events);
    var faults = new ArrayList<>(expected.tooEarly());
    var stages = new TreeMap<String, Long>();
    long errors = 0;
    long dropped = 0;
    long wrong = faults.size();
    for (var visit : visits) {
      stages.merge(visit.isDropped() ? "none" : visit.answer().stage(), 1L, Long::sum);
      if (visit.isDropped()) dropped++;
      else if (visit.isError()) errors++;
      else if (!visit.fault().isEmpty() || !isExpected(visit, expected)) wrong++;
      else continue;
      faults.add(visit + (isExpected(visit, expected) ? "" : " (not by this release)"));
    }
    var unsteady = unsteady(visits);
    wrong += unsteady.size();
    faults.addAll(unsteady);
    var counts = new Report.Counts(visits.size(), rate(visits), errors, dropped, wrong, stages);
    return new Judged(counts, rates(visits), faults);
  }

  private static SortedMap<String, Double> rates(List<Visit> visits) {
    var tenants = visits.stream().collect(Collectors.groupingBy(Visit::tenant));
    var rates = new TreeMap<String, Double>();
    tenants.forEach((tenant, its) -> rates.put(tenant, rate(its)));
    return rates;
  }

  private static double rate(List<Visit> visits) {
    return visits.size() / Math.max(1, seconds(visits));
  }

  /// A share is sticky by client: whoever was in the canary stays there, and who was not never is.
  private static List<String> unsteady(List<Visit> visits) {
    var stages = new TreeMap<String, TreeSet<String>>();
    for (var visit : visits) {
      if (visit.isDropped()) continue;
      stages.computeIfAbsent(visit.who(), _ -> new TreeSet<>()).add(visit.answer().stage());
    }
    return stages.entrySet().stream()
        .filter(reader -> reader.getValue().size() > 1)
        .map(reader -> "reader %s was at %s".formatted(reader.getKey(), reader.getValue()))
        .toList();
  }

  private static boolean isExpected(Visit visit, Expected expected) {
    var answer = visit.answer();
    return expected.may(answer.stage(), answer.release(), visit.sent(), visit.received());
  }

  private static double seconds(List<Visit> visits) {
    var first = visits.stream().map(Visit::sent).min(java.time.Instant::compareTo);
    var last = visits.stream().map(Visit::sent).max(java.time.Instant::compareTo);
    return first.isEmpty()
        ? 0
        : Duration.between(first.get(), last.orElseThrow()).toMillis() / 1000.0;
  }

  /// @throws DemoFailure where anything is wrong
  void prove() throws DemoFailure {
    for (var stage : List.of("pretrain/canary", "pretrain/main", "train/main")) {
      if (counts.stages().getOrDefault(stage, 0L) > 0) continue;
      throw DemoFailure.proof("the load reaches every stage", "nobody was served at " + stage);
    }
    for (var rate : rates.entrySet()) {
      if (rate.getValue() >= RATE_MIN) continue;
      throw DemoFailure.proof(
          "the load is as said",
          "%s had %.1f requests a second".formatted(rate.getKey(), rate.getValue()));
    }
    if (faults.isEmpty()) return;
    throw DemoFailure.proof(
        "no reader notices a thing",
        "%d of %d answers are wrong: %s"
            .formatted(
                faults.size(),
                counts.requests(),
                String.join("; ", faults.subList(0, Math.min(SHOWN_MAX, faults.size())))));
  }
}
