package speeder.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import speeder.api.Event;

/// The load's answers held against the journal.
///
/// @param faults one sentence for each answer that was an error, dropped or wrong
public record Judged(Report.Counts counts, List<String> faults) {
  private static final int SHOWN_MAX = 5;

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
    var rate = visits.size() / Math.max(1, seconds(visits));
    return new Judged(
        new Report.Counts(visits.size(), rate, errors, dropped, wrong, stages), faults);
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
