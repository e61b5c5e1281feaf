/// Routes by the embedded edge: its process, and its socket.
@NullMarked
package speeder.routing.embedded;

import org.jspecify.annotations.NullMarked;
