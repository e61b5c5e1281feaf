/// A snapshot on its way to a release.
@NullMarked
package speeder.core.candidate;

import org.jspecify.annotations.NullMarked;
