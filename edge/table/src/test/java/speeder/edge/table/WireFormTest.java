package speeder.edge.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import speeder.core.supervision.EdgeCounts;
import speeder.core.value.Digest;
import speeder.core.value.Refusal;

/// Asks and replies as bytes.
class WireFormTest {
  private static final Refusal NO = new Refusal("code", "A \"sentence\".\n", "A remedy.");

  static List<Reply> replies() {
    return List.of(
        new Reply.Refused(NO),
        new Reply.Unsure(NO),
        new Reply.InForce(Optional.empty()),
        new Reply.InForce(Optional.of(new Reply.At(Digest.of("x"), 3, 7))),
        new Reply.Counted(
            new EdgeCounts("1@2", List.of(new EdgeCounts.Row("l", "s", "r", 3, 2, 1)))),
        new Reply.InFlight(5),
        new Reply.Cut(2),
        new Reply.Who(12, "12@34", "127.0.0.1:80", 0),
        new Reply.Stopping());
  }

  @ParameterizedTest
  @MethodSource("replies")
  void a_reply_is_read_as_it_was_written(Reply reply) throws Exception {
    assertEquals(reply, Reply.read(Reply.write(reply), "edge"));
  }

  static List<Ask> asks() {
    return List.of(
        new Ask.InForce(),
        new Ask.Counts(),
        new Ask.InFlight("10.0.0.2:8080"),
        new Ask.Cut("10.0.0.2:8080"),
        new Ask.Who(),
        new Ask.Stop());
  }

  @ParameterizedTest
  @MethodSource("asks")
  void an_ask_is_read_as_it_was_written(Ask ask) throws Exception {
    assertEquals(ask, read(written(ask)));
  }

  @Test
  void a_table_comes_with_its_length() throws Exception {
    var table = "any bytes\n\0".getBytes(UTF_8);
    var ask = (Ask.Publish) read(written(new Ask.Publish(table)));

    assertArrayEquals(table, ask.table());
  }

  @ParameterizedTest
  @ValueSource(strings = {"publish 10\nshort", "in-force", "publish 3"})
  void an_ask_that_was_cut_off_is_none(String text) {
    assertThrows(EOFException.class, () -> read(text.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello\n", "publish\n", "publish -1\n", "publish 999999999\n", "\n"})
  void an_ask_that_nobody_knows_is_damage(String text) {
    assertThrows(Damage.class, () -> read(text.getBytes(UTF_8)));
  }

  private static byte[] written(Ask ask) throws IOException {
    var out = new ByteArrayOutputStream();
    Ask.write(ask, out);
    return out.toByteArray();
  }

  private static Ask read(byte[] bytes) throws IOException, Damage {
    return Ask.read(new ByteArrayInputStream(bytes));
  }
}
