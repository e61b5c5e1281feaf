/// Journal, documents, views and observations in SQLite files.
@NullMarked
package speeder.store.sqlite;

import org.jspecify.annotations.NullMarked;
