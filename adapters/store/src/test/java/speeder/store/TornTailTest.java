package speeder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.value.Digest;
import speeder.engine.port.Document;
import speeder.engine.port.PortFailure;
import speeder.kit.journal.Facts;
import speeder.store.sql.SqlDocuments;
import speeder.store.sql.SqlJournal;
import speeder.store.sqlite.SqliteDatabase;

/// A power cut in the middle of the last transaction: the WAL ends, or is garbage, from any byte
/// on.
///
/// A dense sample of the bytes, and all around the edges of WAL frames; all of them with `./check
/// full`.
class TornTailTest {
  /// Source: https://www.sqlite.org/fileformat2.html#walformat
  private static final int WAL_HEADER = 32;

  private static final int FRAME = 24 + 4096;
  private static final int STRIDE = 127;

  private static final Document NOTE = Document.of("note", "torn".getBytes(StandardCharsets.UTF_8));

  @TempDir private Path folder;
  private Path cut = Path.of("");
  private byte[] wal = {};
  private int acknowledged;

  /// Leaves the files as a cut would: taken while the process has them open, so that nothing is
  /// tidied up. Entries 1 to 5 are acknowledged; 6 to 8 are the last transaction.
  @BeforeEach
  void write() throws Exception {
    cut = Files.createDirectory(folder.resolve("cut"));
    var whole = Files.createDirectory(folder.resolve("whole"));
    var walFile = whole.resolve("journal.db-wal");
    try (var database = SqliteDatabase.journal(whole.resolve("journal.db"))) {
      var journal = SqlJournal.open(database);
      long term = journal.takeOver("alpha", Facts.MORNING);
      journal.append(term, 1, List.of(), Facts.facts("before", 4));
      acknowledged = (int) Files.size(walFile);
      journal.append(term, 5, List.of(NOTE), Facts.facts("torn", 3));
      wal = Files.readAllBytes(walFile);
      Files.copy(whole.resolve("journal.db"), folder.resolve("journal.db"));
    }
    assertTrue(wal.length - acknowledged >= 3 * FRAME, "the transaction is too small to tear");
  }

  @Test
  void wherever_the_wal_ends_the_last_transaction_is_whole_or_absent() throws Exception {
    int whole = 0;
    for (int length : places()) {
      if (lastAfter(Arrays.copyOf(wal, length)) == 8) whole++;
    }
    assertEquals(1, whole, "only the uncut WAL holds the last transaction");
    System.out.printf(
        "torn tail: %d lengths of %d bytes tried%n", places().size(), wal.length - acknowledged);
  }

  @Test
  void wherever_the_wal_becomes_zeros_the_last_transaction_is_whole_or_absent() throws Exception {
    for (int length : places()) {
      lastAfter(Arrays.copyOf(Arrays.copyOf(wal, length), wal.length + FRAME));
    }
  }

  @Test
  void a_flipped_bit_anywhere_in_the_last_transaction_makes_it_absent() throws Exception {
    for (int place : places()) {
      if (place == wal.length) continue;
      var flipped = wal.clone();
      flipped[place] ^= 0x10;
      assertEquals(5, lastAfter(flipped), "flipped at " + place);
    }
  }

  /// Opens what a cut left, checks all that was acknowledged before, and says where it ends.
  private long lastAfter(byte[] torn) throws IOException, PortFailure {
    lay(torn);
    try (var database = SqliteDatabase.journal(cut.resolve("journal.db"))) {
      var journal = SqlJournal.open(database);
      long last = journal.verify();
      assertTrue(last == 5 || last == 8, "half a transaction: it ends at " + last);
      assertEquals(4, journal.findCause("before").orElseThrow().last() - 1);
      boolean noted = new SqlDocuments(database).get(Digest.of("torn")).isPresent();
      assertEquals(last == 8, noted, "document and facts part at length " + torn.length);
      return last;
    }
  }

  private void lay(byte[] torn) throws IOException {
    Files.deleteIfExists(cut.resolve("journal.db-shm"));
    Files.copy(
        folder.resolve("journal.db"),
        cut.resolve("journal.db"),
        StandardCopyOption.REPLACE_EXISTING);
    try (var channel =
        FileChannel.open(
            cut.resolve("journal.db-wal"),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(torn));
    }
  }

  private List<Integer> places() {
    var places = new ArrayList<Integer>();
    boolean all = Boolean.getBoolean("speeder.whole");
    for (int at = acknowledged; at <= wal.length; at++) {
      int inFrame = (at - WAL_HEADER) % FRAME;
      boolean edge = inFrame < 26 || inFrame > FRAME - 3;
      if (all || edge || at % STRIDE == 0) places.add(at);
    }
    return places;
  }
}
