/// Networks that break when they are told to.
@NullMarked
package speeder.kit.net;

import org.jspecify.annotations.NullMarked;
