package speeder.offline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseTest {
  @TempDir Path folder;
  private Speeder speeder;

  @BeforeEach
  void start() {
    speeder = new Speeder(folder);
  }

  @Test
  void a_base_image_is_made_and_its_digest_said_as_json() throws Exception {
    var tar = Files.write(folder.resolve("root.tar"), Tar.of("hello\n"));

    var made = speeder.json("base", "--from", tar.toString(), "--to", "oci:" + speeder.at("base"));

    assertTrue(
        made.ends(0).out().matches("\\{\"digest\":\"sha256:[0-9a-f]{64}\"}\\R"), made::toString);
    assertTrue(Files.exists(folder.resolve("base/index.json")), "there is no layout");
  }

  @Test
  void what_is_no_tar_is_refused_with_what_to_do() throws Exception {
    var text = Files.writeString(folder.resolve("root.tar"), "no tar at all".repeat(100));

    speeder
        .run("base", "--from", text.toString(), "--to", "oci:" + speeder.at("base"))
        .ends(2)
        .says("root.tar is not a tar");
  }

  @Test
  void what_is_no_layout_is_refused() {
    speeder
        .run("base", "--from", speeder.at("root.tar"), "--to", "registry.example.org/base")
        .ends(2)
        .says("Write oci:DIR or oci:DIR:TAG");
  }

  @Test
  void a_missing_option_is_bad_usage() {
    speeder.run("base", "--to", "oci:base").ends(2).says("--from");
  }
}
