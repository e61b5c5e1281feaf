package speeder.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.edge.table.EdgeFiles;

/// How a standby follows the table on disk.
class TableWatchTest {
  @TempDir Path folder;

  @Test
  void a_look_that_comes_late_puts_no_table_back() throws Exception {
    var files = EdgeFiles.in(folder);
    var table = new TableInForce(Optional.empty());
    var watch = TableWatch.start(files, table);
    watch.close();
    table.replace(Farm.main(6));
    files.writeTable(Farm.main(5));
    watch.look();

    assertEquals(Optional.of(Farm.main(6)), table.get());
  }
}
