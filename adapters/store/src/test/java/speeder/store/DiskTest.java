package speeder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.engine.port.Document;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;
import speeder.kit.journal.Facts;
import speeder.store.sql.SqlJournal;

/// Disks that are full, files that were tampered with, files of another version.
class DiskTest {
  @TempDir private Path folder;

  @Test
  void a_full_disk_is_said_leaves_nothing_half_written_and_is_over_when_space_returns()
      throws Exception {
    assumeTrue(mount(), "cannot mount a tmpfs here (needs root): a full disk was not tried");
    try (var store = open()) {
      long term = store.journal().takeOver("alpha", Facts.MORNING);
      store.journal().append(term, 1, List.of(), Facts.facts("before", 2));
      var ballast = Files.write(folder.resolve("ballast"), new byte[0]);
      fill(ballast);

      var large = document(4 << 20);
      var refused =
          assertThrows(
              PortFailure.class,
              () -> store.journal().append(term, 3, List.of(large), Facts.facts("full", 2)));
      assertEquals("no-space", refused.why().code(), refused.getMessage());
      assertEquals(PortFailure.Kind.FAILED, refused.kind());
      assertEquals(3, store.journal().verify());
      assertEquals(Optional.empty(), store.documents().get(large.digest()));
      assertEquals(Optional.empty(), store.journal().findCause("full"));

      Files.delete(ballast);
      store.journal().append(term, 3, List.of(large), Facts.facts("after", 2));
      assertEquals(5, store.journal().verify());
      assertEquals(Optional.of(large), store.documents().get(large.digest()));
    } finally {
      run("umount", folder.toString());
    }
  }

  @Test
  void an_entry_that_was_changed_is_named_when_the_store_is_opened() throws Exception {
    fillWith(20);
    tamper("UPDATE entry SET lane = 'train' WHERE number = 7");
    assertDamaged("Entry 7 of the journal is not what was written.");
  }

  @Test
  void an_entry_that_was_changed_with_its_own_hash_breaks_the_next_one() throws Exception {
    fillWith(20);
    tamper(
        "UPDATE entry SET lane = (SELECT lane FROM entry WHERE number = 9), body = x'00',"
            + " digest = '%s' WHERE number = 9".formatted(forged(9)));
    assertDamaged("Entry 10 of the journal does not carry the hash of the entry before it.");
  }

  @Test
  void an_entry_that_was_taken_out_is_named() throws Exception {
    fillWith(20);
    tamper("DELETE FROM entry WHERE number = 12");
    assertDamaged("Entry 12 of the journal is missing.");
  }

  @Test
  void an_entry_with_an_unreadable_part_is_named() throws Exception {
    fillWith(20);
    tamper("UPDATE entry SET time = 'noon' WHERE number = 20");
    assertDamaged("Entry 20 of the journal cannot be read.");
  }

  @Test
  void damage_before_the_tail_is_found_by_reading_and_by_verifying() throws Exception {
    fillWith(SqlJournal.TAIL_CHECKED + 20);
    tamper("UPDATE entry SET kind = 'other.thing' WHERE number = 5");

    try (var store = open()) {
      var read = assertThrows(PortFailure.class, () -> store.journal().read(1, 10));
      var verified = assertThrows(PortFailure.class, store.journal()::verify);
      assertEquals("journal-damaged", read.why().code());
      assertTrue(verified.why().sentence().startsWith("Entry 5 "), verified.why().sentence());
      assertEquals(4, store.journal().read(1, 4).size());
    }
  }

  @Test
  void entries_cannot_be_changed_through_sql_by_mistake() throws Exception {
    fillWith(3);
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement()) {
      var refused =
          assertThrows(SQLException.class, () -> statement.executeUpdate("DELETE FROM entry"));
      assertTrue(refused.toString().contains("kept for ever"), refused.toString());
    }
  }

  @Test
  void a_store_of_a_later_form_is_refused_and_the_form_named() throws Exception {
    fillWith(3);
    tamper("PRAGMA user_version = 99");

    var refused = assertThrows(PortFailure.class, this::open);
    assertEquals("store-too-new", refused.why().code());
    assertTrue(refused.why().remedy().contains("99"), refused.why().remedy());
  }

  @Test
  void a_file_that_is_no_store_is_refused() throws Exception {
    Files.writeString(folder.resolve("journal.db"), "no database, ".repeat(400));
    var failed = assertThrows(PortFailure.class, this::open);
    assertEquals("store-damaged", failed.why().code());
  }

  private SqliteStore open() throws PortFailure {
    return SqliteStore.open(folder, InstantSource.system());
  }

  private void fillWith(int entries) throws PortFailure {
    try (var store = open()) {
      long term = store.journal().takeOver("alpha", Facts.MORNING);
      store.journal().append(term, 1, List.of(), Facts.facts("a", entries - 1));
    }
  }

  private String forged(long offset) throws PortFailure {
    try (var store = open()) {
      var e = store.journal().read(offset, 1).getFirst();
      return new Entry(
              e.offset(),
              e.term(),
              e.time(),
              e.lane(),
              e.actor(),
              e.cause(),
              e.kind(),
              e.version(),
              new byte[1],
              e.previous())
          .digest()
          .text();
    }
  }

  private void assertDamaged(String sentence) {
    var failed = assertThrows(PortFailure.class, this::open);
    assertEquals("journal-damaged", failed.why().code());
    assertEquals(sentence, failed.why().sentence());
  }

  private void tamper(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement()) {
      statement.execute("DROP TRIGGER entry_changed");
      statement.execute("DROP TRIGGER entry_deleted");
      statement.execute(sql);
    }
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("journal.db");
  }

  private boolean mount() throws IOException, InterruptedException {
    return run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder.toString()) == 0;
  }

  private static int run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }

  /// Writes until the disk takes no more.
  private static void fill(Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      while (true) out.write(new byte[4096]);
    } catch (IOException full) {
      assertTrue(String.valueOf(full.getMessage()).contains("space"), full.toString());
    }
  }

  private static Document document(int bytes) {
    var content = new byte[bytes];
    new Random(7).nextBytes(content);
    return Document.of("note", content);
  }
}
