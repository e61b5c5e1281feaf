package speeder.kit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.engine.port.Logs.Visibility.PRIVATE;
import static speeder.engine.port.Logs.Visibility.PUBLIC;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import speeder.core.value.EffectKey;
import speeder.engine.port.Logs;
import speeder.engine.port.Logs.Line;
import speeder.engine.port.PortFailure;

/// What a keeper of logs must do.
public abstract class LogsContract {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final EffectKey BUILD = new EffectKey(7, "build", "pretrain");

  private Logs logs = new MemoryLogs();

  protected abstract Logs empty() throws Exception;

  @BeforeEach
  void begin() throws Exception {
    logs = empty();
  }

  @Test
  void the_tail_is_the_newest_lines_in_order() throws PortFailure {
    for (int i = 1; i <= 5; i++) logs.append(BUILD, List.of(line("line " + i)));

    assertEquals(List.of(line("line 4"), line("line 5")), logs.tail(BUILD, 2, PRIVATE));
    assertEquals(5, logs.tail(BUILD, 99, PRIVATE).size());
    assertEquals(List.of(), logs.tail(BUILD, 0, PRIVATE));
    assertEquals(List.of(), logs.tail(new EffectKey(8, "build", "pretrain"), 9, PRIVATE));
  }

  @Test
  void text_is_private_unless_said_to_be_public() throws PortFailure {
    logs.append(BUILD, NOON, "the patch does not apply");
    logs.append(BUILD, List.of(new Line(NOON, PUBLIC, "layer 3 of 9")));
    logs.append(BUILD, NOON, "and its author says why");

    assertEquals(List.of("layer 3 of 9"), texts(logs.tail(BUILD, 9, PUBLIC)));
    assertEquals(List.of("layer 3 of 9"), texts(logs.tail(BUILD, 1, PUBLIC)));
    assertEquals(3, logs.tail(BUILD, 9, PRIVATE).size());
  }

  @Test
  void a_text_of_many_lines_becomes_as_many_of_its_visibility() throws PortFailure {
    logs.append(BUILD, NOON, "one\ntwo\r\n" + NOON + " PUBLIC three\n");

    assertEquals(
        List.of(line("one"), line("two"), line(NOON + " PUBLIC three")),
        logs.tail(BUILD, 9, PRIVATE));
    assertEquals(List.of(), logs.tail(BUILD, 9, PUBLIC));
  }

  @Test
  void a_line_too_long_is_cut() throws PortFailure {
    logs.append(BUILD, NOON, "x".repeat(Logs.LINE_CHARS_MAX + 1));

    var text = logs.tail(BUILD, 1, PRIVATE).getFirst().text();
    assertEquals(Logs.LINE_CHARS_MAX, text.length());
    assertTrue(text.endsWith("x…"), text.substring(text.length() - 5));
  }

  @Test
  void keys_that_look_alike_are_kept_apart() throws PortFailure {
    var keys =
        List.of(
            new EffectKey(7, "push", "a/b"),
            new EffectKey(7, "push", "a_b"),
            new EffectKey(7, "push", "a%2Fb"),
            new EffectKey(7, "push", "A/b"),
            new EffectKey(7, "push", "../../" + "long".repeat(99)),
            new EffectKey(7, "push", "../../" + "long".repeat(99) + "er"));
    for (var key : keys) logs.append(key, NOON, key.place());

    for (var key : keys) assertEquals(List.of(line(key.place())), logs.tail(key, 9, PRIVATE));
  }

  @Test
  void a_log_is_bounded_and_keeps_the_newest_half_at_least() throws PortFailure {
    var text = "x".repeat(Logs.LINE_CHARS_MAX - 10);
    int lines = (int) (2 * Logs.EFFECT_BYTES_MAX / Logs.LINE_CHARS_MAX);
    for (int i = 0; i < lines; i++) logs.append(BUILD, NOON, i + " " + text);

    var kept = logs.tail(BUILD, lines, PRIVATE);
    assertTrue(kept.getLast().text().startsWith((lines - 1) + " "));
    long bytes = kept.stream().mapToLong(line -> line.text().length()).sum();
    assertTrue(bytes <= Logs.EFFECT_BYTES_MAX, "keeps " + bytes);
    assertTrue(bytes >= Logs.EFFECT_BYTES_MAX * 4 / 10, "keeps only " + bytes);
  }

  private static Line line(String text) {
    return new Line(NOON, PRIVATE, text);
  }

  private static List<String> texts(List<Line> lines) {
    return lines.stream().map(Line::text).toList();
  }
}
