@org.jspecify.annotations.NullMarked
package speeder.offline;
