/// The form of an edge's table, of what one asks an edge, and of what it answers.
@NullMarked
package speeder.edge.table;

import org.jspecify.annotations.NullMarked;
