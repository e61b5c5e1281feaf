/// HTTP: who may, how it is read and written, and the routes.
@NullMarked
package speeder.server.http;

import org.jspecify.annotations.NullMarked;
