/// The whole controller under a seed, on one thread and in virtual time: faults, crashes,
/// invariants.
@NullMarked
package speeder.sim;

import org.jspecify.annotations.NullMarked;
