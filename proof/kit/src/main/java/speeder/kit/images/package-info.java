/// Images in memory, and what every builder of images must do.
@NullMarked
package speeder.kit.images;

import org.jspecify.annotations.NullMarked;
