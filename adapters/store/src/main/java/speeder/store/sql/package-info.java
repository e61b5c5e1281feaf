/// Journal, documents and observations in SQL, the same for every database that keeps them.
@NullMarked
package speeder.store.sql;

import org.jspecify.annotations.NullMarked;
