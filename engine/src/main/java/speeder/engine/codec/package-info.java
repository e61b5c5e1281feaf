/// The forms in which facts and documents are stored, one per version, for ever.
@NullMarked
package speeder.engine.codec;

import org.jspecify.annotations.NullMarked;
