package speeder.core.route;

import java.util.Comparator;
import java.util.List;
import speeder.core.route.RouteTable.Backend;

/// Choices that stay with a client: the same key chooses the same, on every edge, for ever.
final class Sticky {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final double UNIT = 0x1.0p-53;

  private Sticky() {}

  /// Where a client stands in a lane, from 0 to below 100. Shares are ranges of it, so a share that
  /// grows only gains clients.
  static double percent(String client, String lane) {
    return unit(hash("share", client, lane)) * 100;
  }

  /// The backends with weight, best for this client first.
  ///
  /// Weighted rendezvous hashing: each backend draws `-ln(u) / weight` and the lowest wins, so
  /// shares follow weights and a weight that grows only gains clients, all others staying where
  /// they are (Schindelhauer and Schomaker, "Weighted distributed hash tables", 2005).
  static List<Backend> order(List<Backend> backends, String client, String place) {
    if (backends.size() == 1 && backends.getFirst().weight() > 0) return backends;
    return backends.stream()
        .filter(backend -> backend.weight() > 0)
        .sorted(Comparator.comparingDouble(backend -> draw(backend, client, place)))
        .toList();
  }

  private static double draw(Backend backend, String client, String place) {
    long hash = hash("backend", client, place, backend.release(), backend.address());
    return -StrictMath.log(unit(hash) + UNIT) / backend.weight();
  }

  private static double unit(long hash) {
    return (hash >>> 11) * UNIT;
  }

  /// FNV-1a over the characters, then the finaliser of MurmurHash3 to spread its low entropy.
  private static long hash(String... parts) {
    long hash = FNV_OFFSET;
    for (var part : parts) {
      for (int at = 0; at < part.length(); at++) hash = (hash ^ part.charAt(at)) * FNV_PRIME;
      hash = (hash ^ 0xffff_ffffL) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
