/// Calendars of freezes.
@NullMarked
package speeder.signals.calendar;

import org.jspecify.annotations.NullMarked;
