/// Logs, the hold file and the leader's lock as plain files.
@NullMarked
package speeder.store.file;

import org.jspecify.annotations.NullMarked;
