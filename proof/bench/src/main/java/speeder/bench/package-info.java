/// Measures speed and memory as ratios, each side by side with an honest counterpart in one run.
@NullMarked
package speeder.bench;

import org.jspecify.annotations.NullMarked;
