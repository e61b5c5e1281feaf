/// How far automation goes on a lane: levels, a person's yes, what it would have done, controls.
@NullMarked
package speeder.core.autonomy;

import org.jspecify.annotations.NullMarked;
