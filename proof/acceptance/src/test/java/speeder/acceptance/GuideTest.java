package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How pages are run.
class GuideTest {
  @TempDir Path folder = Path.of("");

  private String run(String page) throws Exception {
    var file = Files.writeString(folder.resolve("page.md"), page);
    return new Guide(file.toString()).run(folder.resolve("work"), Map.of("SECRET", "hunter2"));
  }

  @Test
  void blocks_run_as_one_and_what_names_a_language_does_not() throws Exception {
    var said =
        run(
            """
            # Title
            ```
            word=kept
            ```
            ```yaml
            exit: 3
            ```
                exit 4
            ```
            echo "it is $word" && : "$SECRET"
            ```
            """);
    assertTrue(said.contains("it is kept"), said);
    assertFalse(said.contains("hunter2"), said);
  }

  @Test
  void what_fails_is_named_with_page_line_command_and_what_it_said() {
    var failure =
        assertThrows(
            AssertionError.class,
            () ->
                run(
                    """
                    # Title

                    ```
                    echo before
                    ls /nowhere
                    echo after
                    ```
                    """));
    var said = String.valueOf(failure.getMessage());
    assertTrue(said.contains("page.md:5: ended with 2: ls /nowhere"), said);
    assertTrue(said.contains("No such file or directory"), said);
    assertFalse(said.contains("after\n"), said);
  }

  @Test
  void a_failure_in_the_middle_of_a_pipe_counts() {
    assertThrows(AssertionError.class, () -> run("# Title\n```\nfalse | cat\n```\n"));
  }
}
