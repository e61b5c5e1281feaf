@org.jspecify.annotations.NullMarked
package speeder.core.schedule;
