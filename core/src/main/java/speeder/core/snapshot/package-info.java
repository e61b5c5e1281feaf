/// The commits of all sources, frozen under one digest.
@NullMarked
package speeder.core.snapshot;

import org.jspecify.annotations.NullMarked;
