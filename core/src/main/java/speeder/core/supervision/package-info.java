/// What is watched, over which window.
@NullMarked
package speeder.core.supervision;

import org.jspecify.annotations.NullMarked;
