/// What goes over the wire, and the client. Knows no type of the core: strings, numbers, times.
@NullMarked
package speeder.api;

import org.jspecify.annotations.NullMarked;
