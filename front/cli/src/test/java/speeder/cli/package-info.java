@NullMarked
package speeder.cli;

import org.jspecify.annotations.NullMarked;
