/// How each effect is carried out through the ports.
@NullMarked
package speeder.engine.deed;

import org.jspecify.annotations.NullMarked;
