package speeder.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseTest {
  private static final int BLOCK = 512;
  @TempDir Path folder;
  private final StringWriter said = new StringWriter();
  private final StringWriter complaints = new StringWriter();

  @Test
  void a_base_image_is_made_and_its_digest_said_as_json() throws Exception {
    var tar = Files.write(folder.resolve("root.tar"), tar("hello\n"));

    int exit =
        run("base", "--from", tar.toString(), "--to", "oci:" + folder.resolve("base"), "--json");

    assertEquals(0, exit, complaints.toString());
    assertTrue(
        said.toString().matches("\\{\"digest\":\"sha256:[0-9a-f]{64}\"}\\R"), said.toString());
    assertTrue(Files.exists(folder.resolve("base/index.json")), "there is no layout");
  }

  @Test
  void what_is_no_tar_is_refused_with_what_to_do() throws Exception {
    var text = Files.writeString(folder.resolve("root.tar"), "no tar at all".repeat(100));

    int exit = run("base", "--from", text.toString(), "--to", "oci:" + folder.resolve("base"));

    assertEquals(Main.REFUSED, exit);
    assertTrue(complaints.toString().contains("root.tar is not a tar"), complaints.toString());
  }

  @Test
  void a_missing_option_is_bad_usage() {
    assertEquals(2, run("base", "--to", "oci:base"));
  }

  private int run(String... arguments) {
    return Main.commands()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(complaints, true))
        .execute(arguments);
  }

  /// One file in the form of POSIX.1-1988 (ustar), and the two empty blocks at the end.
  private static byte[] tar(String text) {
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
