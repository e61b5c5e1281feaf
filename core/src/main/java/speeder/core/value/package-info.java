/// Values that everything else is made of: parsed once, valid for ever.
@NullMarked
package speeder.core.value;

import org.jspecify.annotations.NullMarked;
