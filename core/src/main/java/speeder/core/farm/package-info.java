/// What one manifest describes: lanes, targets, stages, workloads, tenants.
@NullMarked
package speeder.core.farm;

import org.jspecify.annotations.NullMarked;
