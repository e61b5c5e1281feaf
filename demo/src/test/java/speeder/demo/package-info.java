@org.jspecify.annotations.NullMarked
package speeder.demo;
