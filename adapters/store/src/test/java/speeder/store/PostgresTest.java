package speeder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import speeder.engine.port.Document;
import speeder.engine.port.PortFailure;
import speeder.kit.journal.Facts;
import speeder.kit.net.Wire;
import speeder.kit.postgres.Postgres;
import speeder.store.postgres.PostgresPlace;
import speeder.store.postgres.PostgresTables;

/// Databases that die, fill up, are cut off, tampered with, or not what they should be.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PostgresTest {
  private static final int CUTS = 20;

  /// More bytes than an append and its answer have.
  private static final long ENOUGH = 8_000;

  private Optional<Postgres> running = Optional.empty();
  private String schema = "";
  private String url = "";

  @BeforeAll
  void start() throws Exception {
    running = Optional.of(Postgres.start());
  }

  @AfterAll
  void stop() {
    running.ifPresent(Postgres::close);
  }

  @BeforeEach
  void empty() throws SQLException {
    schema = newSchema();
    url = postgres().schema(schema);
  }

  @Test
  void what_was_acknowledged_is_there_after_a_crash_of_the_database() throws Exception {
    long term;
    long last;
    try (var store = open()) {
      term = store.journal().takeOver("alpha", Facts.MORNING);
      last = term;
      for (int i = 0; i < 30; i++) {
        last =
            store
                .journal()
                .append(term, last, List.of(), Facts.facts("c" + i, 2))
                .getLast()
                .offset();
      }
      postgres().crash();
      assertEquals(last, lastOnceReached(store), "through the same connections, after the crash");
      store.journal().append(term, last, List.of(), Facts.facts("after", 1));
    }
    try (var store = open()) {
      assertEquals(last + 1, store.journal().verify());
    }
  }

  @Test
  void wherever_the_network_is_cut_an_append_is_whole_or_absent_and_said_truly() throws Exception {
    try (var wire = Wire.to(postgres().port());
        var store = open(throughWire(wire))) {
      long term = store.journal().takeOver("alpha", Facts.MORNING);
      var told = new TreeMap<String, Integer>();
      long failed = 0;
      long acknowledged = ENOUGH;
      for (int i = 0; i < CUTS; i++) {
        long bytes = (failed + acknowledged) / 2;
        var said = tornAppend(store, wire, bytes, term, "cut-" + i);
        told.merge(said, 1, Integer::sum);
        if (said.startsWith("ACKNOWLEDGED")) acknowledged = bytes;
        else failed = said.startsWith("FAILED") ? bytes : bytes / 2;
      }
      assertEquals(store.journal().last(), store.journal().verify());
      System.out.println("network cut in an append: " + told);
    }
  }

  @Test
  void a_commit_whose_answer_is_cut_off_is_said_to_be_unknown_and_is_there() throws Exception {
    try (var wire = Wire.to(postgres().port());
        var store = open(throughWire(wire))) {
      long term = store.journal().takeOver("alpha", Facts.MORNING);
      long before = store.journal().last();
      wire.cutAfter("COMMIT");
      assertEquals(Optional.of(PortFailure.Kind.UNKNOWN), append(store, term, before, "cut"));
      wire.mend();
      assertEquals(before + 3, lastOnceReached(store));
      assertTrue(store.journal().findCause("cut").isPresent());
    }
  }

  private String throughWire(Wire wire) {
    return Postgres.url(wire.port(), schema) + "&socketTimeout=1&prepareThreshold=0";
  }

  /// Appends while the wire is being cut, mends it, and says what was told and what is true.
  private static String tornAppend(
      PostgresTables store, Wire wire, long bytes, long term, String cause) throws Exception {
    long before = store.journal().last();
    wire.cutAfter(bytes);
    var kind = append(store, term, before, cause);
    wire.mend();
    long found = lastOnceReached(store);
    boolean whole = store.journal().findCause(cause).isPresent();
    assertEquals(whole ? before + 3 : before, found, cause);
    if (kind.isEmpty()) assertTrue(whole, "acknowledged and not there: " + cause);
    boolean failed = kind.equals(Optional.of(PortFailure.Kind.FAILED));
    assertFalse(failed && whole, "failed and there: " + cause);
    return kind.map(Enum::name).orElse("ACKNOWLEDGED") + (whole ? " there" : " absent");
  }

  @Test
  void who_holds_the_journal_and_goes_away_stops_nobody_for_long() throws Exception {
    try (var store = open();
        var gone = DriverManager.getConnection(url);
        var statement = gone.createStatement()) {
      long term = store.journal().takeOver("alpha", Facts.MORNING);
      gone.setAutoCommit(false);
      statement.execute("SET idle_in_transaction_session_timeout = '4s'");
      statement.execute(
          "SELECT pg_advisory_xact_lock(hashtextextended('%s speeder journal', 0))"
              .formatted(schema));
      var busy =
          assertThrows(
              PortFailure.class,
              () -> store.journal().append(term, 1, List.of(), Facts.facts("a", 1)));
      assertEquals("store-busy", busy.why().code());
      assertEquals(1, store.journal().last());
      assertEquals(
          2, store.journal().append(term, 1, List.of(), Facts.facts("a", 1)).getFirst().offset());
    }
  }

  @Test
  void a_full_disk_is_said_and_is_over_when_space_returns() throws Exception {
    var disk = Files.createTempDirectory("speeder-full");
    Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rwxr-xr-x"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", disk.toString()) == 0,
        "cannot mount a tmpfs here (needs root): a full disk was not tried");
    try {
      fullDisk(disk);
    } finally {
      run("umount", disk.toString());
      Files.deleteIfExists(disk);
    }
  }

  private void fullDisk(Path disk) throws Exception {
    try (var full = Postgres.start(Files.createDirectory(disk.resolve("database")));
        var store = open(full.schema(schema))) {
      long term = store.journal().takeOver("alpha", Facts.MORNING);
      long last = fill(store, term, disk);
      assertEquals(last, store.journal().verify());
      store.journal().append(term, last, List.of(), Facts.facts("after", 2));
      assertEquals(last + 2, store.journal().verify());
    }
  }

  /// Appends large documents until the disk is full, makes room again, and says where it ends.
  private static long fill(PostgresTables store, long term, Path disk) throws Exception {
    var ballast = Files.write(disk.resolve("ballast"), new byte[16 << 20]);
    long last = term;
    var random = new Random(7);
    while (true) {
      var large = new byte[4 << 20];
      random.nextBytes(large);
      try {
        last =
            store
                .journal()
                .append(term, last, List.of(Document.of("note", large)), Facts.facts("fill", 1))
                .getLast()
                .offset();
      } catch (PortFailure failure) {
        // A full disk may end the database itself, which starts again by itself.
        assertTrue(
            List.of("no-space", "store-broke-off", "store-unreachable", "store-failed")
                .contains(failure.why().code()),
            failure.toString());
        Files.delete(ballast);
        long found = lastOnceReached(store);
        assertTrue(
            found == last || (found == last + 1 && failure.kind() == PortFailure.Kind.UNKNOWN),
            failure + ", ends at " + found + " after " + last);
        return found;
      }
    }
  }

  @Test
  void an_entry_that_was_changed_is_named_when_the_store_is_opened() throws Exception {
    try (var store = open()) {
      long term = store.journal().takeOver("alpha", Facts.MORNING);
      store.journal().append(term, 1, List.of(), Facts.facts("a", 19));
    }
    postgres().execute("ALTER TABLE %s.entry DISABLE TRIGGER entry_kept".formatted(schema));
    postgres().execute("UPDATE %s.entry SET lane = 'train' WHERE number = 7".formatted(schema));
    var failed = assertThrows(PortFailure.class, this::open);
    assertEquals("Entry 7 of the journal is not what was written.", failed.why().sentence());
  }

  @Test
  void entries_cannot_be_changed_through_sql_by_mistake() throws Exception {
    open().close();
    for (var sql :
        List.of("DELETE FROM %s.entry", "UPDATE %s.entry SET lane = ''", "TRUNCATE %s.entry")) {
      var refused =
          assertThrows(SQLException.class, () -> postgres().execute(sql.formatted(schema)));
      assertTrue(refused.toString().contains("kept for ever"), refused.toString());
    }
  }

  @Test
  void a_store_of_a_later_form_is_refused_and_the_form_named() throws Exception {
    open().close();
    postgres().execute("UPDATE %s.form SET version = 99".formatted(schema));
    var refused = assertThrows(PortFailure.class, this::open);
    assertEquals("store-too-new", refused.why().code());
    assertTrue(refused.why().remedy().contains("99"), refused.why().remedy());
  }

  @Test
  void a_database_that_may_lose_commits_is_refused() throws Exception {
    postgres().execute("ALTER SYSTEM SET fsync = off");
    postgres().execute("SELECT pg_reload_conf()");
    try {
      var refused = assertThrows(PortFailure.class, this::openOnceItIsUnsafe);
      assertEquals("store-not-durable", refused.why().code());
      assertTrue(refused.why().sentence().contains("fsync = off"), refused.why().sentence());
    } finally {
      postgres().execute("ALTER SYSTEM RESET fsync");
      postgres().execute("SELECT pg_reload_conf()");
    }
  }

  /// The reload reaches each process of the database a moment later.
  private void openOnceItIsUnsafe() throws Exception {
    for (int i = 0; i < 200; i++) open().close();
  }

  @Test
  void addresses_that_are_none_or_hold_a_password_are_refused_without_repeating_them() {
    for (var wrong :
        List.of(
            "jdbc:sqlite:x",
            "postgresql://h/d",
            "jdbc:postgresql://h/d?user=u&password=hunter2",
            "jdbc:postgresql://h/")) {
      var refused = assertThrows(PortFailure.class, () -> PostgresPlace.of(wrong, Optional::empty));
      assertEquals("store-url", refused.why().code());
      assertFalse(refused.toString().contains("hunter2"), refused.toString());
    }
  }

  @Test
  void a_database_that_does_not_answer_is_named_and_its_password_is_not() throws Exception {
    int port = portOfNobody();
    var place =
        PostgresPlace.of(
            "jdbc:postgresql://127.0.0.1:%d/x?user=u".formatted(port),
            () -> Optional.of("hunter2"));
    var failed = assertThrows(PortFailure.class, () -> PostgresTables.open(place, () -> "id"));
    assertEquals("store-unreachable", failed.why().code());
    assertTrue(failed.why().sentence().contains(":" + port + "/x "), failed.toString());
    assertFalse(failed.toString().contains("hunter2"), failed.toString());
  }

  private static int portOfNobody() throws IOException {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  private static Optional<PortFailure.Kind> append(
      PostgresTables store, long term, long last, String cause) {
    try {
      var letter = Document.of("note", cause.getBytes(StandardCharsets.UTF_8));
      store.journal().append(term, last, List.of(letter), Facts.facts(cause, 3));
      return Optional.empty();
    } catch (PortFailure failure) {
      assertTrue(failure.kind() != PortFailure.Kind.REFUSED, failure.toString());
      return Optional.of(failure.kind());
    }
  }

  /// Where the journal ends, once whatever was under way has ended.
  private static long lastOnceReached(PostgresTables store) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        // A take-over would wait for the lock that an append under way holds; so does this.
        store.documents().put(Document.of("note", new byte[1]));
        return store.journal().last();
      } catch (PortFailure notYet) {
        if (System.nanoTime() > end) throw notYet;
      }
    }
  }

  private PostgresTables open() throws PortFailure {
    return open(url);
  }

  private static PostgresTables open(String url) throws PortFailure {
    return PostgresTables.open(
        PostgresPlace.of(url, Optional::empty), () -> UUID.randomUUID().toString());
  }

  private Postgres postgres() {
    return running.orElseThrow();
  }

  private static String newSchema() {
    return "s" + UUID.randomUUID().toString().replace("-", "");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }
}
