/// What all signals must be like, and ones that are made up.
@NullMarked
package speeder.kit.signals;

import org.jspecify.annotations.NullMarked;
