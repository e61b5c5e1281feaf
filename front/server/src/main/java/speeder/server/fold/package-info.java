/// The journal folded into tables for pages and history, and told in sentences.
@NullMarked
package speeder.server.fold;

import org.jspecify.annotations.NullMarked;
