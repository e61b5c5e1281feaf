/// Locks over lane and target: who holds one, who waits, who gives way; and what is seen of lanes
/// that others deploy.
@NullMarked
package speeder.core.lock;

import org.jspecify.annotations.NullMarked;
