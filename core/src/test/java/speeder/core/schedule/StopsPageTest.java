package speeder.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StopsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "stops.md");

  /// Run with `-Dgolden=write` to write the page anew.
  @Test
  void the_page_of_stops_is_what_the_code_says() throws IOException {
    var page = StopsPage.text();
    if ("write".equals(System.getProperty("golden"))) Files.writeString(PAGE, page);
    assertEquals(page, Files.readString(PAGE), "write it anew with -Dgolden=write");
  }
}
