package speeder.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.local.Farm.get;
import static speeder.local.Farm.inside;
import static speeder.local.Farm.order;
import static speeder.local.Farm.slot;
import static speeder.local.Farm.token;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.farm.StopSignal;
import speeder.engine.port.Cluster.Order;
import speeder.engine.port.Cluster.Running;
import speeder.engine.port.PortFailure;
import speeder.local.Farm.Load;

class ContainersTest {
  @TempDir Path folder;
  private Farm farm;

  @BeforeEach
  void start() throws Exception {
    farm = new Farm(folder);
  }

  @AfterEach
  void stop() throws Exception {
    if (farm != null) farm.close();
  }

  @Test
  void a_container_gets_the_release_stage_and_environment() throws Exception {
    var order = Load.SERVES.environment("COLOUR", "blue").order("r-1");

    var environment = get(farm.prepare(order, 1), "env").lines().toList();

    for (var expected :
        List.of("SPEEDER_RELEASE=r-1", "SPEEDER_STAGE=main", "COLOUR=blue", "FROM_IMAGE=yes")) {
      assertTrue(environment.contains(expected), expected + " in " + environment);
    }
  }

  @Test
  void the_upper_layer_wins() throws Exception {
    assertEquals("site\n", get(farm.prepare(order("r-1"), 1), "layer"));
  }

  @Test
  void warm_up_asks_every_path_for_every_host() throws Exception {
    var warm = List.of("/cgi-bin/warm", "/cgi-bin/warm");
    var order = Load.SERVES.warm(warm, List.of("one.example", "two.example")).order("r-1");

    var warmed = get(farm.prepare(order, 1), "warmed").lines().sorted().toList();

    assertEquals(List.of("one.example", "one.example", "two.example", "two.example"), warmed);
  }

  @Test
  void what_a_container_writes_is_gone_with_it() throws Exception {
    var running = farm.prepare(order("r-1"), 1);
    inside(running, "echo left > /www/left");
    assertEquals("left\n", inside(running, "cat /www/left"));

    farm.cluster.retire(slot("r-1"), Duration.ZERO, token(2));
    var again = farm.prepare(order("r-1"), 3);

    assertTrue(inside(again, "cat /www/left").contains("No such file"), "the file is still there");
    assertFalse(Files.exists(folder.resolve("image/site/www/left")), "a layer was changed");
  }

  @Test
  void mounts_are_shared_and_scratch_is_empty_and_writable() throws Exception {
    var shared = Files.createDirectories(folder.resolve("shared"));
    var running =
        farm.prepare(
            Load.SERVES.mount(shared.toString(), "/var/shared").scratch("/cache").order("r-1"), 1);
    inside(running, "echo from-inside > /var/shared/note; echo x > /cache/x");
    assertEquals("from-inside\n", Files.readString(shared.resolve("note")));
    assertEquals("x\n", inside(running, "ls /cache"));
  }

  @Test
  void a_secret_is_readable_inside_and_written_nowhere() throws Exception {
    var value = "correct-horse-battery";
    var file = Files.writeString(folder.resolve("password"), value);
    var order = Load.SERVES.secret("db", "/run/secrets/password", file.toString()).order("r-1");

    var running = farm.prepare(order, 1);

    assertEquals(value, get(running, "secret"));
    assertTrue(
        inside(running, "echo x > /run/secrets/password").contains("Read-only"),
        "the secret could be written");
    Files.delete(file);
    assertEquals(value, get(running, "secret"));
    assertEquals(List.of(), filesThatHold(value, folder.resolve("state")));
  }

  @Test
  void a_secret_without_its_file_is_refused_by_name_of_the_file() throws Exception {
    var order = Load.SERVES.secret("db", "/run/secrets/password", "/nowhere/db").order("r-1");

    var failure = assertThrows(PortFailure.class, () -> farm.prepare(order, 1));

    assertEquals("secret-missing", failure.why().code());
    assertTrue(failure.why().sentence().contains("/nowhere/db"), failure.toString());
    assertEquals(
        List.of(),
        farm.cluster.leftovers().stream().filter(it -> !it.startsWith("rule ")).toList(),
        "but the instance's wall");
    assertFalse(farm.cluster.isKept(slot("r-1")), "the slot's folder is left");
  }

  @Test
  void a_container_has_few_rights_and_limits_of_its_own() throws Exception {
    var running = farm.prepare(order("r-1"), 1);

    var status = inside(running, "cat /proc/self/status");
    // CHOWN 0, DAC_OVERRIDE 1, KILL 5, SETGID 6, SETUID 7, NET_BIND_SERVICE 10
    assertTrue(status.contains("CapEff:\t00000000000004e3"), status);
    assertTrue(status.contains("NoNewPrivs:\t1"), status);
    assertTrue(status.contains("Seccomp:\t2"), status);
    var groups = Path.of("/sys/fs/cgroup/memory");
    if (Files.isDirectory(groups)) {
      var own = Cgroups.of(Instance.at(folder.resolve("state")).prefix());
      var limit =
          Files.readString(
              Path.of(
                  groups + own.path(Instance.at(folder.resolve("state")).id(slot("r-1"))),
                  "memory.limit_in_bytes"));
      assertEquals(Long.toString(64L << 20), limit.strip());
    }
  }

  @Test
  void a_container_of_another_user_has_no_rights_at_all() throws Exception {
    var workload = Load.SERVES.scratch("/var").workload(33, StopSignal.TERM);

    var running = farm.prepare(new Order(slot("r-1"), Busybox.IMAGE, workload), 1);

    var status = inside(running, "cat /proc/self/status");
    assertTrue(status.contains("Uid:\t33\t33\t33\t33"), status);
    assertTrue(status.contains("Gid:\t33\t33\t33\t33"), status);
    assertTrue(status.contains("CapBnd:\t0000000000000000"), status);
    assertEquals("yes\n", inside(running, "touch /var/mine && echo yes"));
  }

  @Test
  void a_container_is_asked_to_end_by_its_own_signal() throws Exception {
    var script =
        "trap 'echo asked to end; exit' WINCH; busybox httpd -f -p 8080 -h /www & wait; exit 1";
    var load = Load.SERVES.run("/bin/sh", "-c", script).workload(0, StopSignal.WINCH);
    farm.prepare(new Order(slot("r-1"), Busybox.IMAGE, load), 1);

    farm.cluster.retire(slot("r-1"), Duration.ZERO, token(2));

    assertEquals(List.of("asked to end"), farm.cluster.log(slot("r-1"), 5));
  }

  @Test
  void a_container_reaches_neither_this_machine_nor_others() throws Exception {
    var running = farm.prepare(order("r-1"), 1);
    var pair = running.address().substring(0, running.address().indexOf(':'));
    int last = Integer.parseInt(pair.substring(pair.lastIndexOf('.') + 1));
    var host = pair.substring(0, pair.lastIndexOf('.') + 1) + (last - 1);

    try (var loopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var everywhere = new ServerSocket(0)) {
      var local = connect(running, "127.0.0.1", loopback.getLocalPort());
      var there = connect(running, host, everywhere.getLocalPort());
      var other = connect(running, "192.0.2.77", 80);

      assertTrue(local.contains("refused"), local);
      assertTrue(there.contains("timed out") || !hasIptables(), there);
      assertTrue(other.contains("unreachable"), other);
    }
  }

  private static String connect(Running running, String host, int port) throws Exception {
    return inside(running, "busybox nc -w 1 %s %d < /dev/null".formatted(host, port));
  }

  @Test
  void another_build_of_the_same_release_replaces_the_first() throws Exception {
    var before = farm.prepare(order("r-1"), 1);

    var after = farm.prepare(new Order(slot("r-1"), Busybox.OTHER, Load.SERVES.workload()), 2);

    assertNotEquals(before.startedAt(), after.startedAt());
    assertEquals(List.of(after), farm.cluster.list());
  }

  @Test
  void a_slot_waits_until_nothing_is_under_way() throws Exception {
    var running = farm.prepare(order("r-1"), 1);
    farm.inFlight.put(running.address(), 1);
    var retiring =
        Thread.ofVirtual()
            .start(() -> {
              try {
                farm.cluster.retire(slot("r-1"), Duration.ofSeconds(60), token(2));
              } catch (PortFailure e) {
                throw new AssertionError(e);
              }
            });

    assertFalse(retiring.join(Duration.ofMillis(200)), "it did not wait");
    assertEquals(List.of(running), farm.cluster.list());
    farm.inFlight.put(running.address(), 0);
    assertTrue(retiring.join(Duration.ofSeconds(20)), "it waited on");
    assertEquals(List.of(), farm.cluster.list());
  }

  @Test
  void what_still_waits_for_a_container_that_is_gone_is_cut_off() throws Exception {
    var retired = farm.prepare(order("r-1"), 1);
    farm.inFlight.put(retired.address(), 1);
    farm.cluster.retire(slot("r-1"), Duration.ZERO, token(2));
    assertEquals(List.of(retired.address()), farm.cut);

    var died = farm.prepare(order("r-2"), 3);
    farm.kill(slot("r-2"));
    farm.prepare(order("r-2"), 4);
    assertEquals(List.of(retired.address(), died.address()), farm.cut);
  }

  @Test
  void as_many_layers_as_an_image_may_have_are_laid_over_each_other() throws Exception {
    farm.image.deepened();
    var running = farm.prepare(new Order(slot("r-1"), Busybox.DEEP, Load.SERVES.workload()), 1);

    assertEquals(Starter.LAYERS_MAX, farm.image.unpacked(Busybox.DEEP).layers().size(), "layers");
    assertEquals("126\n", get(running, "layer"));
    assertEquals("125", inside(running, "ls /www | busybox grep -c own-").strip());
  }

  @Test
  void a_process_is_told_to_end_before_it_is_killed() throws Exception {
    var serve = "trap 'echo bye; exit 0' TERM; busybox httpd -f -p 8080 -h /www & wait";
    farm.prepare(Load.SERVES.run("/bin/sh", "-c", serve).order("r-1"), 1);

    farm.cluster.retire(slot("r-1"), Duration.ZERO, token(2));

    assertEquals(List.of("bye"), farm.cluster.log(slot("r-1"), 5));
  }

  @Test
  void the_log_says_why_a_start_failed_and_the_error_says_where_it_is() throws Exception {
    var order = Load.SERVES.run("/bin/sh", "-c", "echo no database; exit 3").order("r-1");

    var failure = assertThrows(PortFailure.class, () -> farm.prepare(order, 1));

    assertEquals(List.of("no database"), farm.cluster.log(slot("r-1"), 5));
    assertTrue(failure.why().sentence().contains("/logs/"), failure.toString());
    assertFalse(failure.toString().contains("no database"), failure.toString());
  }

  @Test
  void a_command_that_is_missing_is_said_at_once() {
    var failure =
        assertThrows(
            PortFailure.class, () -> farm.prepare(Load.SERVES.run("/bin/none").order("r-1"), 1));

    assertEquals("start-failed", failure.why().code());
    assertTrue(failure.why().sentence().contains("exit code"), failure.toString());
  }

  @Test
  void without_runc_it_is_refused_with_a_remedy() throws Exception {
    var without =
        new LocalCluster(
            folder.resolve("state"),
            farm.image::unpacked,
            new NoEdge(),
            InstantSource.system(),
            new Programs(List.of(folder)));

    var failure =
        assertThrows(PortFailure.class, () -> without.prepare(order("r-1"), token(1), _ -> {}));

    assertEquals("no-runc", failure.why().code());
    assertEquals(PortFailure.Kind.FAILED, failure.kind(), "none of the release's fault");
    assertTrue(failure.why().remedy().contains("apt install runc"), failure.toString());
  }

  @Test
  void nothing_is_left_on_the_machine() throws Exception {
    for (int number = 1; number <= 3; number++) farm.prepare(order("r-" + number), number);
    farm.kill(slot("r-2"));

    farm.cluster.destroyAll();

    assertEquals(List.of(), farm.cluster.leftovers());
    assertFalse(Files.exists(folder.resolve("state")), "the folder is left");
    assertEquals(List.of(), rulesOf(Instance.at(folder.resolve("state")).prefix()));
  }

  private static boolean hasIptables() {
    return Programs.ofThisMachine().find("iptables").isPresent();
  }

  private static List<String> rulesOf(String prefix) throws Exception {
    if (!hasIptables()) return List.of();
    var process = new ProcessBuilder("iptables", "-w", "-S", "INPUT").start();
    var rules = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return rules.lines().filter(rule -> rule.contains(prefix)).toList();
  }

  @Test
  void a_long_log_loses_its_older_half() throws Exception {
    farm.prepare(order("r-1"), 1);
    var instance = Instance.at(folder.resolve("state"));
    var log = new LogFiles(instance.logs());
    var line = "x".repeat(99) + "\n";
    Files.writeString(
        log.of(instance.id(slot("r-1"))),
        line.repeat((int) (LogFiles.BYTES_MAX / 100) + 2) + "last\n");

    farm.cluster.list();

    assertTrue(Files.size(log.of(instance.id(slot("r-1")))) <= LogFiles.BYTES_MAX / 2, "not cut");
    assertEquals(List.of("last"), farm.cluster.log(slot("r-1"), 1));
  }

  private static List<Path> filesThatHold(String text, Path where) throws Exception {
    var found = new ArrayList<Path>();
    try (var files = Files.walk(where)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file).contains(text)) found.add(file);
      }
    }
    return found;
  }
}
