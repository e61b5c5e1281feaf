/// What every cluster must do, and one that does it in memory.
@NullMarked
package speeder.kit.cluster;

import org.jspecify.annotations.NullMarked;
