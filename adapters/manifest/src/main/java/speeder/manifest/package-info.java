/// Reads `speeder.yaml`. Every problem names its file, line and column, and all are told at once.
@NullMarked
package speeder.manifest;

import org.jspecify.annotations.NullMarked;
