package speeder.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.local.Farm.get;
import static speeder.local.Farm.order;
import static speeder.local.Farm.slot;
import static speeder.local.Farm.token;

import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.farm.StopSignal;
import speeder.core.value.Digest;
import speeder.engine.port.Cluster.Running;
import speeder.local.Farm.Load;

/// What a server finds after a crash of another, or of itself.
class RestartTest {
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
  void containers_outlive_a_server_that_is_killed() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var server =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                DoomedServer.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    Wait.until(
        "the server prepared: " + Files.readString(folder.resolve("server.log")),
        () -> Files.exists(folder.resolve("prepared")) || !server.isAlive());
    server.destroyForcibly().waitFor();

    var found = farm.again().list();

    assertEquals(1, found.size(), Files.readString(folder.resolve("server.log")));
    assertEquals("site\n", get(found.getFirst(), "layer"));
    assertEquals(found.getFirst(), farm.prepare(order("r-1"), 2));
  }

  /// Prepares a slot and waits to be killed.
  static final class DoomedServer {
    private DoomedServer() {}

    public static void main(String[] arguments) throws Exception {
      var folder = Path.of(arguments[0]);
      var cluster =
          new LocalCluster(
              folder.resolve("state"),
              image -> Busybox.at(folder.resolve("image")).unpacked(image),
              new NoEdge(),
              java.time.InstantSource.system());
      cluster.prepare(order("r-1"), token(1), _ -> {});
      Files.createFile(folder.resolve("prepared"));
      Thread.sleep(Duration.ofMinutes(5));
    }
  }

  @Test
  void a_container_whose_start_was_not_recorded_is_found_and_warmed() throws Exception {
    var order = Load.SERVES.warm(List.of("/cgi-bin/warm"), List.of("one.example")).order("r-1");
    var before = farm.prepare(order, 1);
    var at = folder.resolve("state/slots");
    var kept = Kept.in(Folders.in(at).getFirst()).orElseThrow();
    new Kept(
            kept.slot(),
            kept.image(),
            kept.pair(),
            kept.address(),
            "",
            kept.startedAt(),
            kept.stop(),
            false)
        .writeTo(Folders.in(at).getFirst());

    assertEquals(List.of(false), farm.again().list().stream().map(it -> it.ready()).toList());
    var after = farm.prepare(order, 2);

    assertEquals(before, after);
    assertEquals("one.example\none.example\n", get(after, "warmed"));
  }

  @Test
  void half_made_remains_are_cleared_away() throws Exception {
    var instance = Instance.at(folder.resolve("state"));
    var slotFolder = instance.slots().resolve(instance.id(slot("r-1")));
    Files.createDirectories(slotFolder.resolve("w/u/deep"));
    new Kept(
            slot("r-1"),
            Digest.of("x"),
            0,
            "10.213.0.1:8080",
            "",
            Instant.EPOCH,
            StopSignal.TERM,
            false)
        .writeTo(slotFolder);
    Files.createDirectories(instance.runc().resolve(instance.id(slot("r-1"))));
    Files.writeString(slotFolder.resolve("pid"), "1");
    Files.writeString(slotFolder.resolve("starter"), Long.toString(ProcessHandle.current().pid()));

    assertEquals(List.of(), farm.cluster.list());
    var running = farm.prepare(order("r-1"), 1);

    assertTrue(running.ready(), running.toString());
    assertNotEquals(Instant.EPOCH, running.startedAt());
  }

  @Test
  void what_is_sent_to_a_container_that_is_gone_is_refused_at_once() throws Exception {
    var running = farm.prepare(order("r-one"), 1);
    assertTrue(farm.cluster.takeAddresses());
    assertTrue(get(running, "ready").contains("ok"), "one that stands answers");
    farm.cluster.retire(slot("r-one"), Duration.ZERO, token(2));

    assertThrows(ConnectException.class, () -> get(running, "ready"));
    assertTrue(route(running).contains("No route to host"), route(running));
    farm.cluster.destroyAll();
    assertFalse(route(running).contains("No route to host"), route(running));
  }

  private static String route(Running running) throws Exception {
    var host = running.address().substring(0, running.address().indexOf(':'));
    var ip = new ProcessBuilder("ip", "route", "get", host).redirectErrorStream(true).start();
    return new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void a_torn_state_file_is_a_half_made_start() throws Exception {
    var instance = Instance.at(folder.resolve("state"));
    var before = farm.prepare(order("r-1"), 1);
    var slotFolder = instance.slots().resolve(instance.id(slot("r-1")));
    Files.writeString(slotFolder.resolve("state.json"), "{\"lane\": \"pre");

    var after = farm.prepare(order("r-1"), 2);

    assertNotEquals(before.startedAt(), after.startedAt());
    assertEquals(List.of(after), farm.cluster.list());
  }

  @Test
  void two_instances_on_one_machine_never_meet() throws Exception {
    var other = Files.createDirectories(folder.resolve("other"));
    try (var second = new Farm(other)) {
      var one = farm.prepare(order("r-1"), 1);
      var two = second.prepare(order("r-1"), 1);

      assertNotEquals(one.address(), two.address());
      second.cluster.destroyAll();
      assertEquals(List.of(one), farm.cluster.list());
      assertEquals("site\n", get(one, "layer"));
    }
  }
}
