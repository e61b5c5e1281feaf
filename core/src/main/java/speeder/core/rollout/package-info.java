/// The walk of one release through the stages of a lane's targets.
@NullMarked
package speeder.core.rollout;

import org.jspecify.annotations.NullMarked;
