@NullMarked
package speeder.api;

import org.jspecify.annotations.NullMarked;
