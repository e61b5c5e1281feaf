package speeder.edge;

import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import speeder.core.route.Answer.Served;
import speeder.core.supervision.EdgeCounts;
import speeder.core.supervision.EdgeCounts.Row;

/// Counts what became of requests, by who was to serve them.
///
/// An answer counts when its status came, a request without an answer when it was given up. An
/// answer that breaks off after its status is one more error. What the client broke off itself is
/// no error. A release header that names another release is a mismatch; a missing one is not: it is
/// no statement, and probes ask for it.
final class Tallies {
  private static final int SERVER_ERROR = 500;

  private record Key(String lane, String stage, String release) {}

  private record Tally(LongAdder requests, LongAdder errors, LongAdder mismatches) {
    Tally() {
      this(new LongAdder(), new LongAdder(), new LongAdder());
    }

    Row row(Key key) {
      return new Row(
          key.lane(), key.stage(), key.release(), requests.sum(), errors.sum(), mismatches.sum());
    }
  }

  private final String process;
  private final ConcurrentHashMap<Key, Tally> byKey = new ConcurrentHashMap<>();

  /// @param process name of this process, that no other ever has
  Tallies(String process) {
    this.process = process;
  }

  void answered(Served served, int status, Optional<String> named) {
    var tally = tally(served);
    tally.requests().increment();
    if (status >= SERVER_ERROR) tally.errors().increment();
    if (named.filter(name -> !name.equals(served.backend().release())).isPresent()) {
      tally.mismatches().increment();
    }
  }

  void unanswered(Served served) {
    var tally = tally(served);
    tally.requests().increment();
    tally.errors().increment();
  }

  void brokenOff(Served served) {
    tally(served).errors().increment();
  }

  EdgeCounts counts() {
    var order =
        Comparator.comparing(Row::lane).thenComparing(Row::stage).thenComparing(Row::release);
    var rows = byKey.entrySet().stream().map(one -> one.getValue().row(one.getKey())).sorted(order);
    return new EdgeCounts(process, rows.toList());
  }

  private Tally tally(Served served) {
    var key = new Key(served.lane(), served.stage(), served.backend().release());
    return byKey.computeIfAbsent(key, _ -> new Tally());
  }
}
