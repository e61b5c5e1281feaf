package speeder.kit.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import speeder.core.schedule.Calendar;
import speeder.core.schedule.Calendar.Span;
import speeder.engine.port.CalendarFiles;
import speeder.engine.port.PortFailure;

/// What whoever reads calendars must do.
public abstract class CalendarFilesContract {
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  protected abstract CalendarFiles files();

  /// Brings a calendar there that says this, and nothing else.
  ///
  /// @return where it is
  protected abstract String with(List<Span> spans) throws Exception;

  /// Where no calendar is.
  protected abstract String missing();

  private static Span span(Duration from, Duration to) {
    return new Span(NOW.plus(from), NOW.plus(to), "a freeze");
  }

  @Test
  void what_is_to_come_and_what_goes_on_is_told_in_order() throws Exception {
    var later = span(HOUR.multipliedBy(4), HOUR.multipliedBy(5));
    var now = span(HOUR.negated(), HOUR);
    var said = files().read(with(List.of(later, now)), NOW);
    assertEquals(new Calendar(List.of(now, later), NOW.plus(Calendar.AHEAD)), said);
  }

  @Test
  void what_is_over_or_too_far_ahead_is_not_told() throws Exception {
    var over = span(HOUR.multipliedBy(-2), HOUR.negated());
    var far = span(Calendar.AHEAD.plus(HOUR), Calendar.AHEAD.plus(HOUR).plus(HOUR));
    assertEquals(List.of(), files().read(with(List.of(over, far)), NOW).spans());
  }

  @Test
  void one_that_is_not_there_is_a_failure_in_the_same_words_each_time() {
    var first = assertThrows(PortFailure.class, () -> files().read(missing(), NOW));
    var second = assertThrows(PortFailure.class, () -> files().read(missing(), NOW.plus(HOUR)));
    assertEquals(first.why(), second.why());
  }

  @Test
  void one_that_says_too_much_is_refused() throws Exception {
    var spans = new ArrayList<Span>();
    for (int each = 0; each <= Calendar.SPANS_MAX; each++) {
      spans.add(span(Duration.ofMinutes(each), Duration.ofMinutes(each + 1)));
    }
    var where = with(spans);
    var refused = assertThrows(PortFailure.class, () -> files().read(where, NOW));
    assertEquals("calendar-too-long", refused.why().code());
  }
}
