/// What an image is made of, and which layers a new snapshot changes.
@NullMarked
package speeder.core.image;

import org.jspecify.annotations.NullMarked;
