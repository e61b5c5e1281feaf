package speeder.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.ApiFailure;
import speeder.api.Command;
import speeder.api.Status;
import speeder.core.source.ObjectId;
import speeder.engine.port.PortFailure;

/// Pins and bad commits, asked for and told over the wire.
class MarksTest {
  private TestServer server;
  private ObjectId commit;

  @BeforeEach
  void start(@TempDir Path data) throws PortFailure, IOException {
    server = new TestServer(data);
    commit = server.desk.push("core", "Fault");
    server.desk.change("ext/Cite", "Fix the footnotes");
    server.desk.pass();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Command ask(String what, String source, String digits) {
    return Command.of(what + "-" + source.replace('/', '-') + digits, what)
        .with(Command.SOURCE, source)
        .with(Command.COMMIT, digits);
  }

  private Status.Mark mark() throws ApiFailure {
    return server.client.status().marks().getFirst();
  }

  @Test
  void a_pin_names_a_commit_by_seven_digits_and_is_told_with_who_and_why() throws ApiFailure {
    var pin = ask(Command.PIN, "core", commit.hex().substring(0, 7)).because("a look");
    server.client.command(pin.with(Command.FOR, "2h"));

    assertEquals("PIN", mark().kind());
    assertEquals(Optional.of(commit.hex()), mark().commit());
    assertEquals("operator", mark().by());
    assertEquals("a look", mark().reason());
    assertTrue(mark().until().isPresent());
  }

  @Test
  void what_a_pin_did_to_a_release_is_told_there() throws ApiFailure, PortFailure {
    server.client.command(ask(Command.PIN, "core", commit.hex()).because("a look"));
    server.desk.change("core", "Later");
    server.desk.change("ext/Cite", "And again");
    server.desk.pass();

    var newest = server.client.releases("pretrain").releases().getFirst();
    var core =
        server.client.release(newest.release()).sources().stream()
            .filter(it -> it.source().equals("core"))
            .findFirst()
            .orElseThrow();

    assertEquals(commit.hex(), core.commit());
    assertEquals("PINNED", core.why());
    assertEquals(Optional.of("Pinned by operator: a look"), core.because());
  }

  @Test
  void a_bad_commit_takes_the_lane_back_and_is_good_again() throws ApiFailure, PortFailure {
    var before = lane().serving();
    var bad = server.desk.push("core", "Worse");
    server.desk.change("ext/Cite", "More");
    server.desk.pass();
    server.client.command(ask(Command.BAD, "core", bad.hex()).because("it breaks"));
    server.desk.work();

    assertEquals(before, lane().serving());
    assertEquals("BAD", mark().kind());
    server.client.command(ask(Command.GOOD, "core", bad.hex()));
    assertTrue(server.client.status().marks().isEmpty());
  }

  @Test
  void what_is_kept_is_laid_over_old_code_and_a_rollback_brings_both() throws Exception {
    var before = lane().serving().orElseThrow();
    var code = commitOf(before, "core");
    server.desk.change("core", "Later");
    var kept = server.desk.push("config", "Protects");
    server.desk.pass();
    server.client.command(ask(Command.KEEP, "config", kept.hex()).because("it protects"));
    server.desk.work();

    assertEquals("KEPT", mark().kind());
    var target = lane().backTo().orElseThrow();
    assertEquals(code, commitOf(target, "core"));
    assertEquals(kept.hex(), commitOf(target, "config"));
    assertRefused(
        "release-loses-kept",
        Command.onLane("back-1", Command.ROLLBACK, "pretrain").withRelease(before));

    server.client.command(Command.onLane("back-2", Command.ROLLBACK, "pretrain"));
    server.desk.work();
    assertEquals(Optional.of(target), lane().serving());
    server.client.command(Command.of("go", Command.LET_GO).with(Command.SOURCE, "config"));
    assertTrue(server.client.status().marks().isEmpty());
  }

  @Test
  void what_contradicts_what_is_kept_is_refused() throws Exception {
    var newer = server.desk.push("core", "Protects");
    var keep = ask(Command.KEEP, "core", newer.hex()).because("it protects");
    server.client.command(ask(Command.PIN, "core", commit.hex()).because("a look"));
    assertRefused("pinned-without-it", keep);
    server.client.command(Command.of("un", Command.UNPIN).with(Command.SOURCE, "core"));
    server.client.command(keep);
    var digits = commit.hex().substring(0, 9);

    assertRefused("pin-loses-kept", ask(Command.PIN, "core", digits).because("a look"));
    assertRefused("commit-kept", ask(Command.BAD, "core", digits).because("it breaks"));
    assertEquals("KEPT", mark().kind());
    server.client.command(ask(Command.PIN, "core", newer.hex()).because("a look"));
  }

  private String commitOf(String release, String source) throws ApiFailure {
    return server.client.release(release).sources().stream()
        .filter(it -> it.source().equals(source))
        .findFirst()
        .orElseThrow()
        .commit();
  }

  private speeder.api.LaneStatus lane() throws ApiFailure {
    return server.client.status().lane("pretrain").orElseThrow();
  }

  @Test
  void a_name_that_means_nothing_is_refused_with_what_was_meant() {
    assertRefused("no-such-source", ask(Command.PIN, "ext/Site", commit.hex()));
    assertRefused("no-such-commit", ask(Command.PIN, "core", "0123456"));
    assertRefused("bad-input", ask(Command.PIN, "core", commit.hex()).with(Command.UNTIL, "soon"));
    assertRefused("bad-input", ask(Command.PIN, "core", commit.hex()).with("reason", "why"));
  }

  private void assertRefused(String code, Command command) {
    var failure =
        assertThrows(ApiFailure.class, () -> server.client.command(command.because("a look")));
    assertEquals(code, failure.problem().code());
  }
}
