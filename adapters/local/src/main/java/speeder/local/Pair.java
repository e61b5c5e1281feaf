package speeder.local;

import java.util.Locale;

/// A pair of addresses and the veth pair between them: a /31 (RFC 3021), the host's end even, the
/// container's odd.
///
/// @param block third byte of the addresses: the instance's
/// @param number 0 to `PAIRS - 1`
record Pair(String prefix, int block, int number) {
  /// Containers with a network an instance can have at once: a block is a /24.
  static final int PAIRS = 128;

  /// Addresses are `10.213.<block>.<0-255>`, of the private range of RFC 1918.
  static final String NET = "10.213.";

  String device() {
    return String.format(Locale.ROOT, "%s-%02x", prefix, number);
  }

  String host() {
    return NET + block + "." + 2 * number;
  }

  String inner() {
    return NET + block + "." + (2 * number + 1);
  }

  /// What `ip -batch` is told inside.
  String inside() {
    return """
    link set lo up
    addr add %s/31 dev eth0
    link set eth0 up
    """
        .formatted(inner());
  }
}
