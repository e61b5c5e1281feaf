/// The embedded edge: a reverse proxy, a process of its own, that serves by one table.
///
/// It needs nobody to go on serving: the table lies on disk, a second process stands by to take the
/// port over, and each keeps the other alive.
@NullMarked
package speeder.edge;

import org.jspecify.annotations.NullMarked;
