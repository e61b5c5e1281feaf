@NullMarked
package speeder.oci;

import org.jspecify.annotations.NullMarked;
