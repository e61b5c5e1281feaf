/// The commands that speak to a server.
@NullMarked
package speeder.cli;

import org.jspecify.annotations.NullMarked;
