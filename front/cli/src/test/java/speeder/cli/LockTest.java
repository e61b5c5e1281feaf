package speeder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.Lock;
import speeder.api.Locks;
import speeder.core.lock.Claim;
import speeder.core.world.Input;
import speeder.engine.port.PortFailure;
import speeder.server.TestServer;

/// Real processes under locks.
@Timeout(60)
class LockTest {
  @TempDir private Path data;
  private TestServer server;

  @BeforeEach
  void start() throws PortFailure, IOException {
    server = new TestServer(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_command_runs_while_the_lock_is_held_and_knows_its_number() throws Exception {
    var told = data.resolve("told");
    var ran =
        run("train", "--as", "backport", "--", "sh", "-c", "env | grep ^SPEEDER_LOCK > " + told);
    assertEquals(0, ran.code(), ran::toString);
    var lines = Files.readAllLines(told).stream().sorted().toList();
    assertEquals("SPEEDER_LOCK_LANE=train", lines.get(0));
    long number = Long.parseLong(lines.get(1).substring("SPEEDER_LOCK_NUMBER=".length()));
    assertEquals("SPEEDER_LOCK_TARGET=*", lines.get(2));
    var lock = server.client.lock(number);
    assertEquals(Lock.State.RELEASED, lock.state());
    assertEquals("backport", lock.work());
    assertEquals("nina", lock.owner());
    assertEquals(List.of(), server.client.locks().held());
  }

  @Test
  void it_ends_as_the_command_ends() {
    assertEquals(0, run("train", "--", "true").code());
    assertEquals(7, run("train", "--", "sh", "-c", "exit 7").code());
    assertEquals(128 + 9, run("train", "--", "sh", "-c", "kill -9 $$").code());
    var missing = run("train", "--", "/no/such/command");
    assertEquals(2, missing.code());
    assertTrue(missing.err().contains("cannot be run"), missing::err);
    assertEquals(0, held(), "given back all the same");
  }

  @Test
  void what_is_not_had_in_time_is_not_run() throws Exception {
    var first = json("lock", "take", "train", "--reason", "a window");
    var number = first.document(Lock.class).number().orElseThrow();
    var second = run("train", "--wait", "1s", "--", "touch", data.resolve("run").toString());
    assertEquals(LockRun.NOT_HELD, second.code(), second::toString);
    assertTrue(second.err().contains("waits, place 1: nina holds train"), second::err);
    assertTrue(Files.notExists(data.resolve("run")));
    assertEquals(0, speeder("lock", "release", "" + number).code());
    assertEquals(0, run("train", "--", "true").code());
  }

  @Test
  void whoever_waits_is_served_when_the_lock_is_given_back() throws Exception {
    var number = acquired("train");
    var waiting = CompletableFuture.supplyAsync(() -> run("train", "--", "true"));
    untilSeen(1);
    assertEquals(0, speeder("lock", "release", number).code());
    assertEquals(0, waiting.get(30, TimeUnit.SECONDS).code());
  }

  @Test
  void a_command_whose_lock_is_broken_is_ended() throws Exception {
    var running = CompletableFuture.supplyAsync(() -> run("train", "--", "sleep", "600"));
    var number = number();
    var broken = speeder("lock", "break", "" + number, "--reason", "its host burnt down");
    assertEquals(0, broken.code(), broken::toString);
    var ran = running.get(30, TimeUnit.SECONDS);
    assertEquals(LockRun.NOT_HELD, ran.code(), ran::toString);
    assertTrue(ran.err().contains("its host burnt down"), ran::err);
  }

  @Test
  void a_command_whose_lease_lapsed_is_warned_only_if_one_says_so() throws Exception {
    var go = data.resolve("go");
    var script = "while [ ! -e %s ]; do sleep 0.05; done; exit 5".formatted(go);
    var running =
        CompletableFuture.supplyAsync(
            () -> run("train", "--when-lost", "warn", "--", "sh", "-c", script));
    var lock = server.client.lock(number()).lock();
    server.desk.turn(new Input.LeasesLapsed(new TreeSet<>(List.of(lock))));
    Files.createFile(go);
    assertEquals(5, running.get(30, TimeUnit.SECONDS).code());
  }

  @Test
  void a_command_that_is_to_step_aside_is_told_and_may_be_ended() throws Exception {
    var running =
        CompletableFuture.supplyAsync(
            () -> run("pretrain", "--when-aside", "end", "--", "sleep", "600"));
    number();
    var train = speeder("lock", "take", "train", "--as", "train");
    var ran = running.get(30, TimeUnit.SECONDS);
    assertEquals(128 + 15, ran.code(), ran::toString);
    assertTrue(ran.err().contains("Is to step aside: nina waits for train"), ran::err);
    assertEquals(0, train.code(), train::toString);
  }

  @Test
  void locks_are_listed_with_who_holds_them_and_who_waits() throws Exception {
    var number = acquired("train", "--as", "security", "--reason", "a fix");
    var waiting = CompletableFuture.supplyAsync(() -> run("train", "--wait", "20s", "--", "true"));
    untilSeen(1);
    var text = speeder("lock", "list").out();
    assertTrue(text.contains("nina, holds it for"), text);
    assertTrue(text.contains("waits, place 1: nina holds train for security"), text);
    var locks = json("lock", "list").document(Locks.class);
    assertEquals(Long.parseLong(number), locks.held().getFirst().number().orElseThrow());
    assertEquals(0, speeder("lock", "renew", number).code());
    assertEquals(0, speeder("lock", "release", number).code());
    assertEquals(1, speeder("lock", "renew", number).code());
    assertEquals(0, waiting.get(30, TimeUnit.SECONDS).code());
  }

  @Test
  void what_cannot_be_is_said_before_anything_runs() {
    var unknown = run("train", "--as", "trian", "--", "true");
    assertEquals(1, unknown.code(), unknown::toString);
    assertTrue(unknown.err().contains("Did you mean train?"), unknown::err);
    assertEquals(2, speeder("lock", "run", "train", "--wait", "soon", "--", "true").code());
    assertEquals(2, speeder("lock", "run", "train").code());
    assertEquals(1, speeder("lock", "release", "4711").code());
    assertEquals(2, speeder("lock", "renew", "4711").code());
  }

  private Ran speeder(String... arguments) {
    return speeder(List.of(arguments));
  }

  private Ran speeder(List<String> arguments) {
    var environment = new TreeMap<>(Map.of("SPEEDER_DATA", data.toString()));
    return Ran.speeder(server.desk, data, environment, arguments);
  }

  private Ran json(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return speeder(all);
  }

  private Ran run(String... arguments) {
    var all = new ArrayList<>(List.of("lock", "run"));
    all.addAll(List.of(arguments));
    return speeder(all);
  }

  private String acquired(String... arguments) {
    var all = new ArrayList<>(List.of("lock", "take"));
    all.addAll(List.of(arguments));
    return speeder(all).out().strip();
  }

  private long held() {
    return server.desk.world().locks().held().size();
  }

  /// The number of the one lock that is held, once it is.
  private long number() throws InterruptedException {
    while (held() == 0) server.desk.await(server.desk.world().offset(), Duration.ofSeconds(1));
    return server.desk.world().locks().held().values().stream()
        .flatMap(it -> it.grant().stream())
        .map(Claim.Grant::number)
        .findFirst()
        .orElseThrow();
  }

  private void untilSeen(int waiting) throws InterruptedException {
    while (server.desk.world().locks().waiting().size() < waiting) {
      server.desk.await(server.desk.world().offset(), Duration.ofSeconds(1));
    }
  }
}
