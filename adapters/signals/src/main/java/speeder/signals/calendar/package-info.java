/// Calendars of freezes (RFC 5545), from files and addresses.
@NullMarked
package speeder.signals.calendar;

import org.jspecify.annotations.NullMarked;
