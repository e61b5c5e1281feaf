@NullMarked
package speeder.core.bisect;

import org.jspecify.annotations.NullMarked;
