/// Real PostgreSQL for tests.
@NullMarked
package speeder.kit.postgres;

import org.jspecify.annotations.NullMarked;
