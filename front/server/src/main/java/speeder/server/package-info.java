/// The API and the pages over HTTP. All it knows of the engine is its [speeder.server.Desk].
@NullMarked
package speeder.server;

import org.jspecify.annotations.NullMarked;
