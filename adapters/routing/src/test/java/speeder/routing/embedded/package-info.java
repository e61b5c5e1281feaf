@NullUnmarked
package speeder.routing.embedded;

import org.jspecify.annotations.NullUnmarked;
