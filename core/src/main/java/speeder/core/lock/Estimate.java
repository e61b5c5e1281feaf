package speeder.core.lock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When those who wait may expect their locks: each holder is taken to hold for as long as its lane
/// and kind of work usually did of late (the median), each that waits to begin when all that it
/// conflicts with and that come before it are done.
public final class Estimate {
  private final Contest contest;
  private final Instant now;
  private final List<Span> spans = new ArrayList<>();

  /// @param end nothing where nobody can say
  private record Span(Claim claim, Optional<Instant> end) {}

  private Estimate(Contest contest, Instant now) {
    this.contest = contest;
    this.now = now;
  }

  /// How long one that waits will still wait; nothing where too little was seen to say.
  public static Optional<Duration> wait(Contest contest, Claim waits, Instant now) {
    return new Estimate(contest, now).begin(waits).map(it -> Duration.between(now, it));
  }

  /// Its place among those that wait and that it conflicts with: 1 is next.
  public static int place(Contest contest, Claim waits) {
    return (int)
        contest.locks().waiting().stream()
            .filter(it -> it.compareTo(waits) <= 0 && contest.conflict(it, waits))
            .count();
  }

  private Optional<Instant> begin(Claim last) {
    for (var held : contest.locks().held().values()) spans.add(new Span(held, end(held)));
    for (var waits : contest.locks().waiting()) {
      var begin = earliest(waits);
      if (waits.lock() == last.lock()) return begin;
      var usual = contest.locks().holding().usual(waits);
      spans.add(new Span(waits, begin.flatMap(it -> usual.map(it::plus))));
    }
    return Optional.empty();
  }

  /// Of one that has been held for longer than usual nobody can say.
  private Optional<Instant> end(Claim held) {
    var since = held.grant().orElseThrow().at();
    var end = contest.locks().holding().usual(held).map(since::plus);
    return end.filter(it -> it.isAfter(now));
  }

  private Optional<Instant> earliest(Claim waits) {
    if (contest.outside(waits).isPresent()) return Optional.empty();
    var begin = now;
    for (var span : spans) {
      if (!contest.conflict(span.claim(), waits)) continue;
      if (span.end().isEmpty()) return Optional.empty();
      if (span.end().get().isAfter(begin)) begin = span.end().get();
    }
    return Optional.of(begin);
  }
}
