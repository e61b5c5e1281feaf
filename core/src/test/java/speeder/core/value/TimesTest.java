package speeder.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimesTest {
  @Test
  void what_is_written_is_read_back() {
    for (var text : List.of("0", "1ms", "1500ms", "90s", "10m", "36h", "2d")) {
      assertEquals(text, Times.text(Times.parse(text).orElseThrow()));
    }
    assertEquals("1d", Times.text(Duration.ofHours(24)));
  }

  @Test
  void a_number_without_unit_is_no_time() {
    for (var text : List.of("", "1", "10 m", "-1h", "1.5h", "1w", "1234567890s")) {
      assertEquals(Optional.empty(), Times.parse(text), text);
    }
  }
}
