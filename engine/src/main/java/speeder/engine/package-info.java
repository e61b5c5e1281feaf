/// The loop: facts, what is owed, outcomes.
@NullMarked
package speeder.engine;

import org.jspecify.annotations.NullMarked;
