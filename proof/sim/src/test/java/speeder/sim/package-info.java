/// The simulator at work, and the proof that it catches what is broken.
@org.jspecify.annotations.NullMarked
package speeder.sim;
