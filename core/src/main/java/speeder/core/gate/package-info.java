/// The rules a snapshot must meet.
@NullMarked
package speeder.core.gate;

import org.jspecify.annotations.NullMarked;
