/// The commands that need no server.
@NullMarked
package speeder.offline;

import org.jspecify.annotations.NullMarked;
