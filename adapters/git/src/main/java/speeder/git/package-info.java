/// Sources and Trees on JGit: bare mirrors, heads, files, and streams of tree entries.
@NullMarked
package speeder.git;

import org.jspecify.annotations.NullMarked;
