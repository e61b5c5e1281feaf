@org.jspecify.annotations.NullMarked
package speeder.core.snapshot;
