package speeder.local;

import java.util.OptionalInt;

/// An edge that has nothing under way.
final class NoEdge implements InFlight {
  @Override
  public OptionalInt at(String address) {
    return OptionalInt.of(0);
  }

  @Override
  public void cut(String address) {
    // There is nothing to cut off.
  }
}
