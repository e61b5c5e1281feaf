/// Lanes that others deploy, as they can be seen: lock files, a command, a probe. Reads, and leaves
/// everything as it is.
@NullMarked
package speeder.signals.external;

import org.jspecify.annotations.NullMarked;
