/// Dated results about exact contents.
@NullMarked
package speeder.core.evidence;

import org.jspecify.annotations.NullMarked;
