/// Files that people name as input: JSON in which every value knows its place, so that what is
/// wrong is told by file, line and column.
@NullMarked
package speeder.engine.input;

import org.jspecify.annotations.NullMarked;
