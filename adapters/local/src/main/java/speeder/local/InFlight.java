package speeder.local;

import java.util.OptionalInt;

/// What an edge has under way to slots.
public interface InFlight {
  /// How many requests.
  ///
  /// @param address `host:port` of a slot
  /// @return nothing where the edge does not say: a retiring slot then waits out its deadline
  OptionalInt at(String address);

  /// Ends them as if their connections had broken. A container's network goes with its last
  /// process, and what the kernel had still to send with it: no word of the end reaches an edge
  /// that waits for more.
  void cut(String address);
}
