package speeder.bench;

import java.util.ArrayList;
import speeder.core.world.World;
import speeder.engine.port.PortFailure;

/// What Worlds hold of the heap.
final class Heap {
  private static final double BYTES_PER_KILOBYTE = 1_024;

  /// What a closed store's cleaners let go of is found by the fourth collection.
  private static final int COLLECTIONS = 6;

  private Heap() {}

  interface Making {
    World make() throws PortFailure;
  }

  /// What one World more holds on to.
  static double kilobytes(Making making) throws PortFailure {
    var held = new ArrayList<World>();
    held.add(making.make());
    long one = used();
    held.add(making.make());
    long two = used();
    boolean empty = held.stream().anyMatch(it -> it.offset() == 0);
    if (empty) throw new IllegalStateException("The journal is empty.");
    return (two - one) / BYTES_PER_KILOBYTE;
  }

  private static long used() {
    for (int each = 0; each < COLLECTIONS; each++) System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
