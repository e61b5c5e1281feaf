package speeder.oci;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Trees;

/// Gathers the changes of a delta, which are few, to tell them in order and each once.
final class Delta implements Changes {
  private record Put(String source, Trees.Entry entry) {}

  private final NavigableMap<byte[], Put> puts = new TreeMap<>(PathBytes.ORDER);
  private final NavigableSet<byte[]> gone = new TreeSet<>(PathBytes.ORDER);

  @Override
  public void put(byte[] path, String source, Trees.Entry entry) {
    puts.put(path, new Put(source, entry));
  }

  @Override
  public void gone(byte[] path) {
    gone.add(path);
  }

  /// Tells all in order of path. What is gone below something gone is not told: one word takes the
  /// whole folder. Nor what something new takes the place of, which hides the old by itself.
  void tell(BaseGuard guard, Changes changes) throws PortFailure {
    var all = new TreeMap<byte[], Optional<Put>>(PathBytes.ORDER);
    for (var path : gone) {
      if (isTopmost(path) && !isReplaced(path)) {
        for (var spared : guard.instead(path)) all.put(spared, Optional.empty());
      }
    }
    puts.forEach((path, put) -> all.put(path, Optional.of(put)));
    for (var change : all.entrySet()) {
      var put = change.getValue();
      if (put.isEmpty()) changes.gone(change.getKey());
      else changes.put(change.getKey(), put.get().source(), put.get().entry());
    }
  }

  private boolean isTopmost(byte[] path) {
    for (var above = PathBytes.parent(path); above.length > 0; above = PathBytes.parent(above)) {
      if (gone.contains(above) || puts.containsKey(above)) return false;
    }
    return true;
  }

  private boolean isReplaced(byte[] path) {
    var next = puts.ceilingKey(path);
    return next != null && PathBytes.isAtOrBelow(next, path);
  }
}
