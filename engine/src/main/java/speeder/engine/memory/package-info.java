/// Ports that keep everything in memory: for offline commands and the simulator.
@NullMarked
package speeder.engine.memory;

import org.jspecify.annotations.NullMarked;
