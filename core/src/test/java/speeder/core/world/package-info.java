/// What the core promises, told as stories.
@org.jspecify.annotations.NullMarked
package speeder.core.world;
