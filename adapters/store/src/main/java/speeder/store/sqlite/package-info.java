/// The files of a SQLite store.
@NullMarked
package speeder.store.sqlite;

import org.jspecify.annotations.NullMarked;
