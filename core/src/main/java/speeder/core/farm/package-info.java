/// What one manifest describes: lanes, targets, stages, workloads, tenants. Values alone; what is
/// wrong with a manifest is found, with file and line, before one of these is made.
@NullMarked
package speeder.core.farm;

import org.jspecify.annotations.NullMarked;
