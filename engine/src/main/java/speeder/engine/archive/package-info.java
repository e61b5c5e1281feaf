/// Journal and documents outside their store: copies to restore from, and a trail that anybody can
/// verify.
@NullMarked
package speeder.engine.archive;

import org.jspecify.annotations.NullMarked;
