package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import speeder.core.candidate.CandidateTable;
import speeder.core.rollout.RolloutTable;

class TransitionsTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "transitions.md");

  @Test
  void every_row_of_both_tables_is_gone_through_by_a_story() throws Exception {
    tellAll();
    var never = new TreeSet<String>();
    RolloutTable.ROWS.forEach(row -> never.add(Visited.name(row.from(), row.step(), row.to())));
    CandidateTable.ROWS.forEach(row -> never.add(Visited.name(row.from(), row.step(), row.to())));
    never.removeAll(Visited.rows());
    assertEquals(List.of(), List.copyOf(never), "rows that no story goes through");
  }

  /// Run with `-Dgolden=write` to write the page anew.
  @Test
  void the_page_of_transitions_is_what_the_tables_say() throws IOException {
    var page = TransitionsPage.text();
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE), "write it anew with -Dgolden=write");
  }

  private static void tellAll() throws Exception {
    for (var told :
        List.of(new CandidateStoriesTest(), new RolloutStoriesTest(), new GoingBackStoriesTest())) {
      for (var story : stories(told)) story.invoke(told);
    }
  }

  private static List<Method> stories(Object told) {
    return Stream.of(told.getClass().getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .toList();
  }
}
