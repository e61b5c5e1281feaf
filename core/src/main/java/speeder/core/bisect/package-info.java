/// Which commit between two snapshots breaks what they make.
@NullMarked
package speeder.core.bisect;

import org.jspecify.annotations.NullMarked;
