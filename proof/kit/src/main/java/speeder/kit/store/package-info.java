/// What every store must do, and stores in memory that do it.
@NullMarked
package speeder.kit.store;

import org.jspecify.annotations.NullMarked;
