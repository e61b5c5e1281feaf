/// Who is served by which release.
@NullMarked
package speeder.core.route;

import org.jspecify.annotations.NullMarked;
