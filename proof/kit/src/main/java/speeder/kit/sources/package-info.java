/// Git repositories made for tests, the behaviour all [speeder.engine.port.Sources] share, and a
/// fake of it.
@NullMarked
package speeder.kit.sources;

import org.jspecify.annotations.NullMarked;
