package speeder.edge.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeFilesTest {
  @TempDir Path folder;

  @Test
  void a_folder_without_a_table_has_none() throws Exception {
    assertEquals(Optional.empty(), EdgeFiles.in(folder).readTable());
  }

  @Test
  void the_last_table_written_is_read() throws Exception {
    var files = EdgeFiles.in(folder);
    var table = TableJsonTest.table();

    files.writeTable(new EdgeTable(table.table(), 1, 1));
    files.writeTable(table);

    assertEquals(Optional.of(table), files.readTable());
    try (var left = Files.list(folder)) {
      assertEquals(1, left.count(), "nothing but the table is left");
    }
  }

  @Test
  void damage_names_the_file() throws Exception {
    var files = EdgeFiles.in(folder);
    Files.writeString(files.table(), "{");
    var damage = assertThrows(Damage.class, files::readTable);

    assertTrue(damage.sentence().startsWith(files.table() + ":1:"), damage.sentence());
  }
}
