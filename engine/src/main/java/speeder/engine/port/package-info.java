/// What the loop needs of the outside. No port holds a decision.
@NullMarked
package speeder.engine.port;

import org.jspecify.annotations.NullMarked;
