/// Real processes: servers, edges, containers, git repositories, a browser; nothing is faked.
@NullMarked
package speeder.acceptance;

import org.jspecify.annotations.NullMarked;
