@NullUnmarked
package speeder.edge.table;

import org.jspecify.annotations.NullUnmarked;
