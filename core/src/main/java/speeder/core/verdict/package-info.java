/// From counts with exposure to PASS, FAIL, UNKNOWN or BLIND.
@NullMarked
package speeder.core.verdict;

import org.jspecify.annotations.NullMarked;
