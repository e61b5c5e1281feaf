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
  private static final Duration A_MOMENT = Duration.ofMillis(20);

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
    assertEquals("operator", lock.owner());
    assertEquals("nina", lock.onBehalfOf());
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
    var number = first.document(Lock.class).lock();
    var second = run("train", "--wait", "1s", "--", "touch", data.resolve("run").toString());
    assertEquals(LockRun.NOT_HELD, second.code(), second::toString);
    var why = "waits, place 1, how long is not known: operator for nina holds train";
    assertTrue(second.err().contains(why), second::err);
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
    var begun = data.resolve("begun");
    var script = "touch %s; while [ ! -e %s ]; do sleep 0.05; done; exit 5".formatted(begun, go);
    var running =
        CompletableFuture.supplyAsync(
            () -> run("train", "--when-lost", "warn", "--", "sh", "-c", script));
    var lock = server.client.lock(number()).lock();
    while (Files.notExists(begun)) server.desk.await(server.desk.world().offset(), A_MOMENT);
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
    assertTrue(ran.err().contains("Is to step aside: operator for nina waits for train"), ran::err);
    assertEquals(0, train.code(), train::toString);
  }

  @Test
  void locks_are_listed_with_who_holds_them_and_who_waits() throws Exception {
    var number = acquired("train", "--as", "security", "--reason", "a fix");
    var waiting = CompletableFuture.supplyAsync(() -> run("train", "--wait", "20s", "--", "true"));
    untilSeen(1);
    var text = speeder("lock", "list").out();
    assertTrue(text.contains("operator for nina, holds it for"), text);
    assertTrue(text.contains(": operator for nina holds train for security"), text);
    assertTrue(text.lines().anyMatch(it -> it.startsWith(number + " ")), text);
    var locks = json("lock", "list").document(Locks.class);
    assertEquals(Long.parseLong(number), locks.held().getFirst().lock());
    assertEquals(0, speeder("lock", "renew", number).code());
    assertEquals(0, speeder("lock", "release", number).code());
    assertEquals(1, speeder("lock", "renew", number).code());
    assertEquals(0, waiting.get(30, TimeUnit.SECONDS).code());
  }

  @Test
  void a_process_that_is_told_to_end_while_it_waits_gives_its_place_back() throws Exception {
    var number = acquired("train");
    for (var words : List.of(List.of("run", "train", "--", "true"), List.of("take", "train"))) {
      var waits = process(words);
      untilSeen(1);
      waits.destroy();
      assertTrue(waits.waitFor(30, TimeUnit.SECONDS), words::toString);
      assertEquals(128 + 15, waits.exitValue(), words::toString);
      assertEquals(List.of(), server.desk.world().locks().waiting(), words::toString);
    }
    assertEquals(0, speeder("lock", "release", number).code());
  }

  @Test
  void a_process_that_is_told_to_end_ends_its_command_and_gives_the_lock_back() throws Exception {
    var holds = process(List.of("run", "train", "--", "sleep", "600"));
    number();
    holds.destroy();
    assertTrue(holds.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, held());
    assertEquals(List.of(), holds.descendants().toList());
  }

  /// `speeder lock` in a process of its own.
  private Process process(List<String> words) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var all = new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path")));
    all.addAll(List.of(Main.class.getName(), "lock"));
    all.addAll(words);
    var builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().put("SPEEDER_DATA", data.toString());
    return builder.redirectOutput(data.resolve("said").toFile()).start();
  }

  @Test
  void what_cannot_be_is_said_before_anything_runs() {
    var unknown = run("train", "--as", "trian", "--", "true");
    assertEquals(2, unknown.code(), unknown::toString);
    assertTrue(unknown.err().contains("Did you mean train?"), unknown::err);
    assertEquals(2, speeder("lock", "run", "train", "--wait", "soon", "--", "true").code());
    assertEquals(2, speeder("lock", "run", "train").code());
    assertEquals(2, speeder("lock", "release", "4711").code());
    assertEquals(2, speeder("lock", "renew", "4711").code());
    for (var priority : List.of("1001", "99999999999", "-1")) {
      var wrong = speeder("lock", "take", "train", "--priority=" + priority);
      assertEquals(2, wrong.code(), wrong::toString);
      assertTrue(wrong.err().contains(priority + "; expected a whole number from 0 to 1000"));
    }
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
