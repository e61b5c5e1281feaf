/// Snapshot, images and workload shape, sealed under an id.
@NullMarked
package speeder.core.release;

import org.jspecify.annotations.NullMarked;
