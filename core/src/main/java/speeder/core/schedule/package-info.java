/// Holds, retries: what stops motion, and the next moment to wake.
@NullMarked
package speeder.core.schedule;

import org.jspecify.annotations.NullMarked;
