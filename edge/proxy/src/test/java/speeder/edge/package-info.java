@NullUnmarked
package speeder.edge;

import org.jspecify.annotations.NullUnmarked;
