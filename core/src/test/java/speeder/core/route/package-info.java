@NullMarked
package speeder.core.route;

import org.jspecify.annotations.NullMarked;
