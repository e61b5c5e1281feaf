package speeder.offline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// An archive of one file in the form of POSIX.1-1988 (ustar).
final class Tar {
  private static final int BLOCK = 512;

  private Tar() {}

  static byte[] of(String text) {
    var head = new byte[BLOCK];
    put(head, 0, "hello.txt");
    put(head, 100, "0000644\0000000000\0000000000\0");
    put(head, 124, "%011o".formatted(text.length()));
    put(head, 136, "00000000000\0");
    Arrays.fill(head, 148, 156, (byte) ' ');
    put(head, 156, "0");
    put(head, 257, "ustar\00000");
    int sum = 0;
    for (byte octet : head) sum += octet & 0xff;
    put(head, 148, "%06o\0 ".formatted(sum));
    var all = new byte[4 * BLOCK];
    System.arraycopy(head, 0, all, 0, BLOCK);
    put(all, BLOCK, text);
    return all;
  }

  private static void put(byte[] block, int at, String text) {
    var octets = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(octets, 0, block, at, octets.length);
  }
}
