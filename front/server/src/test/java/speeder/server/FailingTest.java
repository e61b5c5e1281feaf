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
import speeder.api.LaneStatus;
import speeder.api.LaneStatus.Failed;
import speeder.api.Release;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.engine.port.PortFailure;

/// Where a search for the commit that breaks begins.
class FailingTest {
  private static final String COMMAND = "speeder bisect --lane pretrain --manifest speeder.yaml";

  @TempDir Path data;
  private TestServer server;
  private String good = "";

  @BeforeEach
  void start() throws PortFailure, IOException, ApiFailure {
    server = new TestServer(data);
    server.desk.change("core", "Feature");
    server.desk.pass();
    good = pretrain().serving().orElseThrow();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private LaneStatus pretrain() throws ApiFailure {
    return server.client.status().lane("pretrain").orElseThrow();
  }

  private Failed failed() throws ApiFailure {
    return pretrain().failed().orElseThrow();
  }

  private String newest() throws ApiFailure {
    return server.client.releases("pretrain").releases().getFirst().release();
  }

  private void says(String sentence) throws ApiFailure {
    assertEquals(newest() + sentence, failed().sentence());
    assertEquals(newest(), failed().release());
    assertEquals(Optional.of(good), failed().good());
    assertTrue(failed().remedy().endsWith(COMMAND), failed()::remedy);
  }

  private void ask(String what) throws ApiFailure {
    server.client.command(Command.onLane(what, what, "pretrain").because("saving is slow"));
  }

  @Test
  void a_release_that_failed_before_main_is_told_with_what_main_serves() throws Exception {
    assertEquals(Optional.empty(), pretrain().failed());
    server.desk.change("core", "Fault");
    server.desk.judge(Answer.FAIL, "5 % errors");
    says(" failed at debug: 5 % errors.");
  }

  @Test
  void a_release_that_failed_at_main_is_told_with_what_the_lane_went_back_to() throws Exception {
    server.desk.change("core", "Fault");
    server.desk.pass();
    server.desk.judge(Answer.FAIL, "5 % errors");
    server.desk.pass();
    assertEquals(Optional.of(good), pretrain().serving());
    says(" failed at main: 5 % errors.");
  }

  @Test
  void what_a_person_left_or_took_back_is_suspected_too() throws Exception {
    server.desk.change("core", "Slow");
    ask(Command.WITHDRAW);
    server.desk.work();
    says(" was taken back at debug: asked for by operator.");
    server.desk.change("core", "Slower");
    server.desk.pass();
    assertEquals(Optional.empty(), pretrain().failed(), "main serves what came after it");
    ask(Command.ROLLBACK);
    server.desk.work();
    says(" was left for %s: asked for by operator: saving is slow.".formatted(good));
  }

  @Test
  void once_the_commit_is_known_nobody_is_told_to_look_for_it() throws Exception {
    var fault = server.desk.push("core", "Fault");
    server.desk.change("ext/Cite", "More");
    server.desk.judge(Answer.FAIL, "5 % errors");
    assertTrue(pretrain().failed().isPresent());
    server.client.command(
        Command.of("bad", Command.BAD)
            .with(Command.SOURCE, "core")
            .with(Command.COMMIT, fault.hex())
            .because("it breaks"));
    server.desk.work();
    assertEquals(Optional.empty(), pretrain().failed());
  }

  @Test
  void without_a_good_release_the_remedy_asks_for_one() throws Exception {
    server.close();
    server = new TestServer(data, TestDesk.empty());
    server.desk.change("core", "Fault");
    server.desk.judge(Answer.FAIL, "5 % errors");
    assertEquals(Optional.empty(), failed().good());
    assertTrue(failed().remedy().contains("speeder bisect GOOD " + newest()), failed()::remedy);
  }

  @Test
  void a_releases_snapshot_tells_every_commit_and_tree_and_goes_by_its_digest() throws Exception {
    Release.Detail detail = server.client.release(good);
    var snapshot = server.client.snapshot(good);
    assertEquals(detail.release().snapshot(), snapshot.snapshot());
    assertEquals(
        detail.sources().stream().map(it -> it.source() + it.commit() + it.at()).toList(),
        snapshot.sources().stream().map(it -> it.name() + it.commit() + it.at()).toList());
    assertTrue(snapshot.sources().stream().allMatch(it -> it.tree().matches("[0-9a-f]{40}")));
    var absent = assertThrows(ApiFailure.class, () -> server.client.snapshot("r-0"));
    assertEquals("no-such-release", absent.problem().code());
  }
}
