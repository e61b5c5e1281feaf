package speeder.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {
  @TempDir Path folder;

  private Places places() {
    return new Places(folder.resolve("farm"), folder.resolve("cache"), folder);
  }

  @Test
  void a_folder_of_something_else_is_refused_and_left_as_it_is() throws Exception {
    var other = Files.createDirectories(places().data()).resolve("letter.txt");
    Files.writeString(other, "dear");

    var failure = assertThrows(DemoFailure.class, () -> places().claim());

    assertEquals("not-a-demo", failure.code());
    assertTrue(Files.exists(other), "the letter is gone");
  }

  @Test
  void what_the_demo_made_goes_and_what_others_put_beside_it_stays() throws Exception {
    places().claim();
    Files.createDirectories(places().server().resolve("store"));
    var other = Files.writeString(places().data().resolve("letter.txt"), "dear");

    places().clear(true);

    assertFalse(Files.exists(places().server()), "the server's folder is left");
    assertTrue(Files.exists(other), "the letter is gone");
  }

  @Test
  void nothing_is_left_of_a_folder_that_the_demo_made() throws Exception {
    places().claim();
    Files.writeString(places().manifest(), "farm: example");

    places().clear(true);

    assertFalse(Files.exists(places().data()), "the folder is left");
  }
}
