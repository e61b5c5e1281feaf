package speeder.local;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import speeder.core.farm.StopSignal;
import speeder.core.farm.Workload;
import speeder.core.value.EffectKey;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;
import speeder.core.value.Token;
import speeder.engine.port.Cluster.Order;
import speeder.engine.port.Cluster.Running;
import speeder.engine.port.PortFailure;

/// Real containers of [Busybox] in one folder.
final class Farm implements AutoCloseable {
  static final Place PLACE = new Place("pretrain", "here", "main");

  final Map<String, Integer> inFlight = new ConcurrentHashMap<>();
  final List<String> cut = new CopyOnWriteArrayList<>();
  final Path folder;
  final LocalCluster cluster;
  final Busybox image;

  Farm(Path folder) throws IOException, PortFailure {
    this.folder = folder;
    this.image = Busybox.in(folder.resolve("image"));
    this.cluster = again();
  }

  /// What a server finds that is started again.
  LocalCluster again() throws PortFailure {
    return new LocalCluster(
        folder.resolve("state"), image::unpacked, new UnderWay(), InstantSource.system());
  }

  private final class UnderWay implements InFlight {
    @Override
    public OptionalInt at(String address) {
      return OptionalInt.of(inFlight.getOrDefault(address, 0));
    }

    @Override
    public void cut(String address) {
      cut.add(address);
    }
  }

  static Slot slot(String release) {
    return new Slot(PLACE, new ReleaseId(release));
  }

  static Token token(long offset) {
    return new Token(1, new EffectKey(offset, "prepare", PLACE.toString()));
  }

  static Order order(String release) {
    return new Order(slot(release), Busybox.IMAGE, Load.SERVES.workload());
  }

  Running prepare(Order order, long offset) throws PortFailure {
    return cluster.prepare(order, token(offset), _ -> {});
  }

  /// What a program of the site answers.
  static String get(Running running, String program) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create("http://" + running.address() + "/cgi-bin/" + program);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  /// What a command says inside.
  static String inside(Running running, String command) throws Exception {
    return get(running, "shell?" + URLEncoder.encode(command, StandardCharsets.UTF_8));
  }

  void kill(Slot slot) throws Exception {
    var id = Instance.at(folder.resolve("state")).id(slot);
    var groups = Cgroups.of(Instance.at(folder.resolve("state")).prefix());
    groups.processes(id).forEach(ProcessHandle::destroyForcibly);
    Wait.until("the container is dead", () -> !groups.isAlive(id));
  }

  @Override
  public void close() throws PortFailure {
    cluster.destroyAll();
  }

  /// A workload to vary.
  record Load(
      List<String> run,
      List<String> warm,
      List<String> hosts,
      Map<String, String> environment,
      Map<String, String> mounts,
      List<String> scratch,
      Map<String, String> secrets,
      Map<String, String> secretFiles,
      int startSeconds) {
    static final Load SERVES =
        new Load(
            List.of(), List.of(), List.of(), Map.of(), Map.of(), List.of(), Map.of(), Map.of(), 20);

    Load run(String... command) {
      return new Load(
          List.of(command),
          warm,
          hosts,
          environment,
          mounts,
          scratch,
          secrets,
          secretFiles,
          startSeconds);
    }

    Load warm(List<String> paths, List<String> hosts) {
      return new Load(
          run, paths, hosts, environment, mounts, scratch, secrets, secretFiles, startSeconds);
    }

    Load environment(String name, String value) {
      return new Load(
          run,
          warm,
          hosts,
          Map.of(name, value),
          mounts,
          scratch,
          secrets,
          secretFiles,
          startSeconds);
    }

    Load mount(String outside, String inside) {
      return new Load(
          run,
          warm,
          hosts,
          environment,
          Map.of(outside, inside),
          scratch,
          secrets,
          secretFiles,
          startSeconds);
    }

    Load scratch(String inside) {
      return new Load(
          run,
          warm,
          hosts,
          environment,
          mounts,
          List.of(inside),
          secrets,
          secretFiles,
          startSeconds);
    }

    Load secret(String name, String inside, String file) {
      return new Load(
          run,
          warm,
          hosts,
          environment,
          mounts,
          scratch,
          Map.of(name, inside),
          Map.of(name, file),
          startSeconds);
    }

    Load within(int seconds) {
      return new Load(
          run, warm, hosts, environment, mounts, scratch, secrets, secretFiles, seconds);
    }

    Workload workload() {
      return workload(0, StopSignal.TERM);
    }

    Workload workload(int user, StopSignal stop) {
      return new Workload(
          "web",
          "web",
          run,
          user,
          stop,
          8080,
          "/cgi-bin/ready",
          warm,
          hosts,
          new TreeMap<>(environment),
          new TreeMap<>(mounts),
          scratch,
          new TreeMap<>(secrets),
          new TreeMap<>(secretFiles),
          64L << 20,
          1,
          startSeconds,
          1);
    }

    Order order(String release) {
      return new Order(slot(release), Busybox.IMAGE, workload());
    }
  }
}
