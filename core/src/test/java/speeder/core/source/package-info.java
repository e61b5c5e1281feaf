@org.jspecify.annotations.NullMarked
package speeder.core.source;
