/// Times of the clock.
@NullMarked
package speeder.core.schedule;

import org.jspecify.annotations.NullMarked;
