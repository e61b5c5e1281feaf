/// The checkout against its own rules: arrows between modules, documents that say what is there.
@NullMarked
package speeder.tidy;

import org.jspecify.annotations.NullMarked;
