@NullMarked
package speeder.core.gate;

import org.jspecify.annotations.NullMarked;
