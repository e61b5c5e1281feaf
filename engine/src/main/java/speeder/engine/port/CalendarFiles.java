package speeder.engine.port;

import java.time.Instant;
import speeder.core.schedule.Calendar;

/// Calendars of freezes (RFC 5545), files or addresses. Each event is a time at which lanes that
/// keep the calendar do not move, but one that is cancelled or transparent.
public interface CalendarFiles {
  /// Larger calendars are refused.
  int BYTES_MAX = 1 << 20;

  /// What a calendar says from now on, written out for [Calendar#AHEAD]. Days without a zone, and
  /// times without one, are those of the calendar's own zone, or UTC.
  ///
  /// @throws PortFailure where it cannot be read, or says more than [Calendar#SPANS_MAX] spans; in
  ///   the same words as long as it is for the same reason
  Calendar read(String where, Instant now) throws PortFailure;
}
