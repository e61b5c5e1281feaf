@NullMarked
package speeder.server;

import org.jspecify.annotations.NullMarked;
