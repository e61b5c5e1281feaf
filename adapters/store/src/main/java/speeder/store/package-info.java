/// The store of one server: SQLite files and plain files in one folder.
@NullMarked
package speeder.store;

import org.jspecify.annotations.NullMarked;
