/// Journal, documents, observations and the leader's lease in PostgreSQL.
@NullMarked
package speeder.store.postgres;

import org.jspecify.annotations.NullMarked;
