/// Git repositories and what was read of their heads.
@NullMarked
package speeder.core.source;

import org.jspecify.annotations.NullMarked;
