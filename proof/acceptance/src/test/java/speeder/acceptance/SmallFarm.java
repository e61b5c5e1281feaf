package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import speeder.api.Command;
import speeder.api.Event;
import speeder.api.LaneStatus;
import speeder.api.SpeederClient;
import speeder.api.Waiting;
import speeder.demo.Browser;
import speeder.wiring.Wiring;

/// One farm of [Site], its server, its edge and its containers, in one folder that is empty of them
/// all again once it is closed.
final class SmallFarm implements AutoCloseable {
  static final String LANE = "pretrain";
  static final String HOST = "one.example.org";
  static final String SECRET = "correct-horse-battery-staple-9f2c";
  private static final Duration LONGEST = Duration.ofMinutes(2);

  final Path folder;
  final Path manifest;
  final Path data;
  final Site site;
  private final List<SpeederClient> clients = new ArrayList<>();
  private Optional<ServerProcess> server = Optional.empty();

  private SmallFarm(Path folder) throws Exception {
    this.folder = folder.toRealPath();
    this.site = new Site(this.folder);
    this.manifest = this.folder.resolve("speeder.yaml");
    this.data = this.folder.resolve("data");
    Files.writeString(manifest, site.manifest());
    Files.writeString(this.folder.resolve("checks.yaml"), Site.checks());
    Files.writeString(this.folder.resolve("password"), SECRET);
    Files.createDirectory(this.folder.resolve("posts"));
  }

  /// A farm whose server is not started yet. Skips the test, saying why, where nothing can run.
  static SmallFarm made(Path folder) throws Exception {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "SKIPPED: not root");
    assumeTrue(Files.isExecutable(Site.BUSYBOX), "SKIPPED: no busybox-static");
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/runc")), "SKIPPED: no runc");
    return new SmallFarm(folder);
  }

  /// A farm that serves its first release.
  static SmallFarm serving(Path folder) throws Exception {
    var farm = made(folder);
    try {
      farm.start();
      farm.client().command(Command.onLane(id(), Command.DEPLOY, LANE));
      farm.atRest();
      assertTrue(farm.lane().serving().isPresent(), () -> "nothing serves: " + farm.told());
      return farm;
    } catch (Exception | AssertionError failure) {
      farm.close();
      throw failure;
    }
  }

  static String id() {
    return UUID.randomUUID().toString();
  }

  SpeederClient start() throws Exception {
    return start(List.of());
  }

  /// @param within a command that runs the rest of its arguments in its own place
  SpeederClient start(List<String> within) throws Exception {
    var started = ServerProcess.launch(manifest, data, within);
    server = Optional.of(started);
    var client = started.answers();
    clients.add(client);
    return client;
  }

  boolean runs() {
    return server.filter(ServerProcess::isAlive).isPresent();
  }

  ServerProcess server() {
    return server.orElseThrow();
  }

  SpeederClient client() {
    return clients.getLast();
  }

  void kill() throws Exception {
    server().kill();
  }

  LaneStatus lane() throws Exception {
    return client().status().lane(LANE).orElseThrow();
  }

  /// Waits until nothing is on its way and no table is owed.
  LaneStatus atRest() throws Exception {
    return new Waiting(client(), LANE).rest(1, LONGEST, _ -> {});
  }

  /// Waits until main serves a release other than this one.
  String servesOtherThan(String release) throws Exception {
    return Await.value(
        "main serves another release than " + release + ": " + told(),
        LONGEST,
        () -> lane().serving().filter(it -> !it.equals(release)));
  }

  List<Event> facts(long from) throws Exception {
    var all = new ArrayList<Event>();
    long next = from;
    while (true) {
      var page = client().journal(next, 500);
      all.addAll(page.entries());
      if (page.entries().isEmpty() || all.getLast().offset() >= page.last()) return all;
      next = all.getLast().offset() + 1;
    }
  }

  /// The journal in words, for messages.
  String told() {
    var text = new StringBuilder();
    try {
      for (var fact : facts(1)) text.append(fact.offset()).append(' ').append(told(fact));
    } catch (Exception failure) {
      text.append("(the journal does not answer: ").append(failure).append(")\n");
    }
    return text.toString();
  }

  private static String told(Event fact) {
    return "%s %s %s%n".formatted(fact.at(), fact.kind(), fact.text());
  }

  URI edge() throws Exception {
    return URI.create(client().status().edge().url());
  }

  /// What people see.
  String page() throws Exception {
    try (var browser = new Browser(edge(), HOST)) {
      return browser.get("/cgi-bin/page").body();
    }
  }

  Program.Said cli(String... arguments) throws Exception {
    var all = new ArrayList<String>(List.of(arguments));
    all.addAll(List.of("--server", server().url(), "--data", data.toString()));
    return Program.CLI.run(all.toArray(String[]::new));
  }

  /// Takes everything away, and says what stays behind all the same.
  @Override
  public void close() throws Exception {
    if (server.isPresent()) server().kill();
    clients.forEach(SpeederClient::close);
    site.close();
    if (Files.exists(data)) Wiring.removeAll(data, Clock.systemUTC());
    var left = Leftovers.of(folder, data);
    assertEquals(List.of(), left, "what a farm leaves behind");
  }
}
