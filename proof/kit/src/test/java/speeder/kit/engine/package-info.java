@NullMarked
package speeder.kit.engine;

import org.jspecify.annotations.NullMarked;
