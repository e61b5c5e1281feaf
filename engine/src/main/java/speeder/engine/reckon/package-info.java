/// Reckonings: pure functions of the core over bulk input, driven through the ports.
@NullMarked
package speeder.engine.reckon;

import org.jspecify.annotations.NullMarked;
