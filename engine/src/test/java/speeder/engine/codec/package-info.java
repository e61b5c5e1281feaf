@org.jspecify.annotations.NullMarked
package speeder.engine.codec;
