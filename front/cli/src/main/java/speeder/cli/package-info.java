/// The command line: speaks only the API.
@NullMarked
package speeder.cli;

import org.jspecify.annotations.NullMarked;
