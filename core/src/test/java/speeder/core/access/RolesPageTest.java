package speeder.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import speeder.core.access.Action.Rank;

class RolesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "roles.md");

  /// Run with `-Dgolden=write` to write the page anew.
  @Test
  void the_page_of_roles_is_what_the_code_says() throws IOException {
    var page = RolesPage.text();
    if ("write".equals(System.getProperty("golden"))) Files.writeString(PAGE, page);
    assertEquals(page, Files.readString(PAGE), "write it anew with -Dgolden=write");
  }

  @Test
  void each_default_role_may_all_that_those_before_it_may() {
    for (var rank : Rank.values()) {
      for (var later : Rank.values()) {
        if (later.compareTo(rank) > 0) {
          assertTrue(later.actions().containsAll(rank.actions()), rank + " and " + later);
        }
      }
    }
    assertEquals(Action.words(), Rank.OWNER.actions());
    assertEquals(List.of("approve"), Rank.VIEWER.actions());
  }
}
