/// Lanes of others, without others.
@NullMarked
package speeder.kit.outside;

import org.jspecify.annotations.NullMarked;
