/// Evidence in files of in-toto test results.
@NullMarked
package speeder.store.evidence;

import org.jspecify.annotations.NullMarked;
