/// What every journal must do, and journals that break on purpose.
@NullMarked
package speeder.kit.journal;

import org.jspecify.annotations.NullMarked;
