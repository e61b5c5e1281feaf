@NullMarked
package speeder.engine.input;

import org.jspecify.annotations.NullMarked;
