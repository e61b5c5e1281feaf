/// Routes in words: who would serve a request, and why.
@NullMarked
package speeder.routing.explain;

import org.jspecify.annotations.NullMarked;
