package speeder.local;

import java.util.OptionalInt;

/// Tells how many requests an edge has under way to a slot.
@FunctionalInterface
public interface InFlight {
  /// @param address `host:port` of a slot
  /// @return nothing where the edge does not say: a retiring slot then waits out its deadline
  OptionalInt at(String address);
}
