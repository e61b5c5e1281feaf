@org.jspecify.annotations.NullMarked
package speeder.manifest;
