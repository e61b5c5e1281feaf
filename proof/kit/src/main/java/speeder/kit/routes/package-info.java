/// What every way to carry out routes must do, and one that does it in memory.
@NullMarked
package speeder.kit.routes;

import org.jspecify.annotations.NullMarked;
