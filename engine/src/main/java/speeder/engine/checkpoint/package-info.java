/// A World written down, so that a start need not replay the journal from its first entry. A cache:
/// what it says is in the journal, too.
@NullMarked
package speeder.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
