package speeder.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.ApiFailure;
import speeder.api.Autonomy;
import speeder.api.Command;
import speeder.api.LaneStatus;
import speeder.core.farm.Acting;
import speeder.engine.port.PortFailure;

/// How far automation goes, asked for and told over the wire.
class AutonomyTest {
  private TestServer server;
  private int commands;

  @TempDir Path data;

  @BeforeEach
  void start() throws PortFailure, IOException {
    server = new TestServer(data, TestDesk.acting(Acting.Autonomy.PROPOSE));
    server.desk.change("core", "Feature");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Command on(String what) {
    return Command.onLane("command-" + ++commands, what, "pretrain");
  }

  private LaneStatus lane() throws ApiFailure {
    return server.client.status().lane("pretrain").orElseThrow();
  }

  private Autonomy.Lane autonomy() throws ApiFailure {
    return server.client.autonomy().lanes().getFirst();
  }

  @Test
  void what_waits_for_a_yes_is_told_and_goes_on_with_it() throws ApiFailure, PortFailure {
    assertEquals(LaneStatus.State.WAITING, lane().state());
    assertEquals("propose", lane().autonomy());
    assertEquals("debug", lane().waits().orElseThrow().stage());
    assertFalse(lane().moving());

    server.client.command(on(Command.CONFIRM));
    server.desk.work();

    assertEquals(Optional.empty(), lane().waits());
    assertEquals(lane().rollouts().getFirst().release(), at("debug").orElseThrow());
    assertEquals(List.of("agreed"), matches());
  }

  private List<String> matches() throws ApiFailure {
    return autonomy().decided().stream().flatMap(it -> it.match().stream()).toList();
  }

  private Optional<String> at(String stage) throws ApiFailure {
    return lane().stages().stream()
        .filter(it -> it.stage().equals(stage))
        .findFirst()
        .orElseThrow()
        .places()
        .getFirst()
        .release();
  }

  @Test
  void observing_tells_what_it_would_do() throws ApiFailure, PortFailure {
    server.client.command(on(Command.SET_AUTONOMY).with("level", "observe").because("a look"));
    server.client.command(on(Command.WITHDRAW));
    server.desk.change("core", "More");

    assertEquals("observe", lane().stages().getFirst().autonomy());
    assertEquals("set-out", lane().would().getFirst().move());
    assertEquals(lane().would(), autonomy().open());
  }

  @Test
  void controls_are_told_with_who_said_so_and_until_when() throws ApiFailure {
    assertFalse(control().passed());
    assertEquals(List.of("schema"), autonomy().missing());
    var pass = Command.of("pass", Command.PASS_CONTROL).with("control", "schema");
    server.client.command(pass.with("for", "1h").because("job 7"));

    assertTrue(control().passed());
    assertEquals(Optional.of("operator"), control().by());
    assertEquals(Optional.of("job 7"), control().reason());
    assertEquals(Optional.of(server.desk.clock().instant().plusSeconds(3_600)), control().until());
    assertEquals(List.of("pretrain"), control().lanes());

    var fail = Command.of("fail", Command.FAIL_CONTROL).with("control", "schema");
    server.client.command(fail.because("job 8"));
    assertFalse(control().passed());
  }

  private Autonomy.Control control() throws ApiFailure {
    return server.client.autonomy().controls().getFirst();
  }

  @Test
  void words_that_mean_nothing_are_refused_with_those_that_do() {
    assertRefused("bad-input", on(Command.SET_AUTONOMY).with("level", "fly").because("so"));
    assertRefused("bad-input", on(Command.REPORT).with("wrong", "bad").because("so"));
    assertRefused("nothing-served", on(Command.REPORT).with("wrong", "miss").because("so"));
    assertRefused("no-such-stage", on(Command.CONFIRM).with("stage", "nowhere"));
  }

  private void assertRefused(String code, Command command) {
    var failure = assertThrows(ApiFailure.class, () -> server.client.command(command));
    assertEquals(code, failure.problem().code());
  }
}
