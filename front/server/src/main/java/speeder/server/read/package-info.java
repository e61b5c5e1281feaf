/// What is answered to those who only look: the World, documents and tables as wire records.
@NullMarked
package speeder.server.read;

import org.jspecify.annotations.NullMarked;
