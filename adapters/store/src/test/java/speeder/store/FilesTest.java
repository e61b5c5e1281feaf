package speeder.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.engine.port.Logs.Visibility.PRIVATE;
import static speeder.engine.port.Logs.Visibility.PUBLIC;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.schedule.HoldFile;
import speeder.core.value.EffectKey;
import speeder.engine.port.Logs.Line;
import speeder.engine.port.PortFailure;
import speeder.kit.journal.Facts;
import speeder.store.file.FileLeadership;
import speeder.store.file.FileLogs;
import speeder.store.file.FileStop;

/// The plain files of a store, and who may open it.
class FilesTest {
  /// Where the first store of the process has its driver's library.
  private static final String NATIVE = "native";

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void a_second_server_is_refused_by_the_name_of_the_first() throws PortFailure {
    var file = folder.resolve("server.lock");
    var first = new FileLeadership(file, InstantSource.fixed(NOON));
    var second = new FileLeadership(file, InstantSource.fixed(NOON));
    assertEquals(Optional.empty(), first.holder());

    try (var lead = first.lead("alpha")) {
      assertEquals(ProcessHandle.current().pid(), lead.holder().pid());
      assertEquals(Optional.of(lead.holder()), second.holder());
      var refused = assertThrows(PortFailure.class, () -> second.lead("beta"));
      assertEquals("already-running", refused.why().code());
      assertTrue(
          refused.why().sentence().startsWith("alpha (process " + lead.holder().pid()),
          refused.why().sentence());
      assertEquals(Optional.of(lead.holder()), second.holder());
    }
    assertEquals(Optional.empty(), second.holder());
    second.lead("beta").close();
  }

  @Test
  void a_holder_whose_process_ended_holds_nothing() throws Exception {
    var process = new ProcessBuilder("true").start();
    process.waitFor();
    var file = folder.resolve("server.lock");
    Files.writeString(file, "alpha\n%d\n%s\n%s\n".formatted(process.pid(), NOON, NOON));
    var leadership = new FileLeadership(file, InstantSource.fixed(NOON));

    assertEquals(Optional.empty(), leadership.holder());
    Files.writeString(
        file, "alpha\n%d\n%s\n%s\n".formatted(ProcessHandle.current().pid(), NOON, NOON));
    assertEquals(Optional.empty(), leadership.holder(), "another process has its id now");
    leadership.lead("beta").close();
  }

  @Test
  void the_hold_file_stands_while_it_is_there_and_its_first_line_is_the_reason() throws Exception {
    var file = folder.resolve("hold");
    var stop = new FileStop(file);
    assertEquals(Optional.empty(), stop.present());
    Files.writeString(file, "\n  database is slow \nmore\n");
    assertEquals(Optional.of(new HoldFile("database is slow", false)), stop.present());
    Files.writeString(file, "--frozen database is moved\n");
    assertEquals(Optional.of(new HoldFile("database is moved", true)), stop.present());
    Files.writeString(file, "");
    assertEquals(Optional.of(new HoldFile("no reason given", false)), stop.present());
    Files.delete(file);
    assertEquals(Optional.empty(), stop.present());
  }

  @Test
  void of_two_hold_files_one_is_enough_and_the_stricter_counts() throws Exception {
    var own = folder.resolve("own");
    var machine = folder.resolve("machine");
    var stop = new FileStop(own, machine);
    Files.writeString(own, "a look");
    assertEquals(Optional.of(new HoldFile("a look", false)), stop.present());
    Files.writeString(machine, "--frozen all of it");
    assertEquals(Optional.of(new HoldFile("all of it", true)), stop.present());
    Files.delete(own);
    assertEquals(Optional.of(new HoldFile("all of it", true)), stop.present());
  }

  @Test
  void a_hold_that_cannot_be_read_stands() throws Exception {
    var file = Files.createDirectory(folder.resolve("hold"));
    var reason = new FileStop(file).present().orElseThrow().reason();
    assertTrue(reason.contains("cannot be read"), reason);
  }

  @Test
  void a_torn_log_line_lends_its_visibility_to_no_other() throws Exception {
    var logs = new FileLogs(folder);
    var key = new EffectKey(7, "build", "pretrain");
    logs.append(key, List.of(new Line(NOON, PUBLIC, "whole")));
    Files.write(onlyFile(), (NOON + " PUBLIC to").getBytes(UTF_8), StandardOpenOption.APPEND);
    logs.append(key, NOON, "a secret");

    assertEquals(
        List.of("whole", "to"), logs.tail(key, 9, PUBLIC).stream().map(Line::text).toList());
    assertEquals("a secret", logs.tail(key, 1, PRIVATE).getFirst().text());

    Files.write(onlyFile(), "%%% rubbish\n".getBytes(UTF_8), StandardOpenOption.APPEND);
    assertEquals(2, logs.tail(key, 9, PUBLIC).size());
    assertEquals("%%% rubbish", logs.tail(key, 1, PRIVATE).getFirst().text());
  }

  @Test
  void a_deed_that_is_stopped_gets_its_last_line_written() throws Exception {
    var logs = new FileLogs(folder);
    var key = new EffectKey(7, "build", "pretrain");
    Thread.currentThread().interrupt();
    logs.append(key, NOON, "It was stopped.");

    assertTrue(Thread.interrupted(), "it still is to stop");
    assertEquals("It was stopped.", logs.tail(key, 1, PRIVATE).getFirst().text());
  }

  @Test
  void a_store_is_its_owners_alone_and_opens_again_where_it_was() throws Exception {
    var place = folder.resolve("store");
    try (var store = SqliteStore.open(place, InstantSource.system())) {
      store.journal().takeOver("alpha", Facts.MORNING);
      assertEquals("rwx------", permissions(place));
    }
    try (var store = SqliteStore.open(place, InstantSource.system())) {
      assertEquals(1, store.journal().last());
    }
    try (var files = Files.list(place)) {
      assertEquals(
          List.of("journal.db", "observations.db", "views.db"),
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals(NATIVE))
              .sorted()
              .toList());
    }
  }

  private static String permissions(Path place) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(place));
  }

  private Path onlyFile() throws Exception {
    try (var files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }
}
