/// The demo farm: a real MediaWiki in two lanes on this machine, and a story told with it. A client
/// of the API like any other.
@NullMarked
package speeder.demo;

import org.jspecify.annotations.NullMarked;
