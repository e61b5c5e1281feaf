package speeder.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Texts that are looked for all at once. By a window's last byte it is known how far the window
/// may move on (Horspool's rule, on as much of each text as the shortest has), so that gigabytes
/// take a second.
final class Needles {
  private static final int BYTES = 256;

  private final List<Needle> needles = new ArrayList<>();
  private final int window;
  private final int longest;
  private final int[] further = new int[BYTES];

  private static final class Needle {
    private final String text;
    private final byte[] bytes;

    Needle(String text) {
      this.text = text;
      this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    boolean isAt(byte[] in, int at, int length) {
      return at + bytes.length <= length
          && Arrays.equals(in, at, at + bytes.length, bytes, 0, bytes.length);
    }
  }

  Needles(Collection<String> texts) {
    for (var text : texts) needles.add(new Needle(text));
    var lengths = needles.stream().mapToInt(it -> it.bytes.length).summaryStatistics();
    if (lengths.getMin() < 1 || needles.isEmpty()) {
      throw new IllegalArgumentException("nothing to look for");
    }
    this.window = lengths.getMin();
    this.longest = lengths.getMax();
    Arrays.fill(further, window);
    for (var needle : needles) {
      for (int at = 0; at < window - 1; at++) {
        int seen = needle.bytes[at] & 0xff;
        further[seen] = Math.min(further[seen], window - 1 - at);
      }
    }
  }

  int longest() {
    return longest;
  }

  /// @param found takes each text, every time that it is there
  void in(byte[] bytes, int length, Consumer<String> found) {
    for (int at = 0; at + window <= length; ) {
      byte last = bytes[at + window - 1];
      for (var needle : needles) {
        boolean may = needle.bytes[window - 1] == last;
        if (may && needle.isAt(bytes, at, length)) found.accept(needle.text);
      }
      at += further[last & 0xff];
    }
  }
}
