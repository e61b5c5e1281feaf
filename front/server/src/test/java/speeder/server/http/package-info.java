@NullMarked
package speeder.server.http;

import org.jspecify.annotations.NullMarked;
