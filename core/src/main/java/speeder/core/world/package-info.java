/// All slices, the sealed wrapper of all facts, and the one dispatcher.
@NullMarked
package speeder.core.world;

import org.jspecify.annotations.NullMarked;
