package speeder.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// What a calendar of freezes says, written out: times at which lanes that keep it do not move.
///
/// @param spans by when they begin; what is over may be among them
/// @param until it is written out up to then
public record Calendar(List<Span> spans, Instant until) {
  /// More are refused: a turn looks at all of them.
  public static final int SPANS_MAX = 500;

  /// Longer words are cut.
  public static final int WHAT_MAX = 200;

  /// How far ahead a calendar is written out.
  public static final Duration AHEAD = Duration.ofDays(400);

  /// With less than that ahead, it is written out anew.
  public static final Duration AHEAD_MIN = Duration.ofDays(200);

  /// @param to the first moment after it
  /// @param what for people
  public record Span(Instant from, Instant to, String what) {
    public Span {
      what = cut(what);
    }

    boolean covers(Instant at) {
      return !from.isAfter(at) && to.isAfter(at);
    }
  }

  public Calendar {
    spans = spans.stream().sorted(Comparator.comparing(Span::from)).toList();
  }

  /// Words of a calendar, as they are kept.
  public static String cut(String what) {
    return what.length() > WHAT_MAX ? what.substring(0, WHAT_MAX) : what;
  }

  /// A calendar's name, as it is told: of an address the host alone, since the rest may be secret.
  ///
  /// @param where file or address
  public static String told(String where) {
    int host = where.indexOf("://") + 3;
    if (where.startsWith("/") || host < 3) return where;
    return where.substring(host).split("[/?#]", 2)[0];
  }

  /// Whether it says the same from a moment on as another that was written out earlier.
  boolean isSame(Calendar earlier, Instant now) {
    return earlier.until.isAfter(now.plus(AHEAD_MIN))
        && toCome(now, earlier.until).equals(earlier.toCome(now, earlier.until));
  }

  private List<Span> toCome(Instant now, Instant end) {
    return spans.stream().filter(it -> it.to.isAfter(now) && it.from.isBefore(end)).toList();
  }
}
