/// What can be seen of a release: a package per peer, and what puts them together.
@NullMarked
package speeder.signals;

import org.jspecify.annotations.NullMarked;
