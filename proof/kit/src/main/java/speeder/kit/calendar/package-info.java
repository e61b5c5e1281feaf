/// Calendars without files.
@NullMarked
package speeder.kit.calendar;

import org.jspecify.annotations.NullMarked;
