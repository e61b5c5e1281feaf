@NullMarked
package speeder.kit.routes;

import org.jspecify.annotations.NullMarked;
