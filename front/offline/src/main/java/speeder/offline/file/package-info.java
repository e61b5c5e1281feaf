/// The files that offline commands read: each by its form, with every fault told by file, line and
/// column.
@NullMarked
package speeder.offline.file;

import org.jspecify.annotations.NullMarked;
