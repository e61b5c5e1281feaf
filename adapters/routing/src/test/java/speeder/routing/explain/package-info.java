@NullUnmarked
package speeder.routing.explain;

import org.jspecify.annotations.NullUnmarked;
