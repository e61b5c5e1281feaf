/// The one module that names adapters: it gives each port what carries it out.
@NullMarked
package speeder.wiring;

import org.jspecify.annotations.NullMarked;
