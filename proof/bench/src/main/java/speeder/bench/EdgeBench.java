package speeder.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import speeder.core.farm.StageKind;
import speeder.core.route.RouteTable;
import speeder.core.value.EffectKey;
import speeder.core.value.Token;
import speeder.edge.table.EdgeFiles;
import speeder.routing.embedded.EdgeProcess;
import speeder.routing.embedded.EmbeddedRoutes;

/// Requests through the embedded edge, a process of its own as in earnest, beside the same requests
/// straight to the backend.
final class EdgeBench implements Benchmark {
  private static final String HOST = "wiki.example";
  private static final int CLIENTS = 4;
  private static final int REQUESTS = 3_000;
  private static final int ALONE = 2_000;
  private static final int WARMUPS = 4;
  private static final int ROUNDS = 7;
  private static final double MICROS_PER_SECOND = 1_000_000;

  private final Path home;

  EdgeBench(Path home) {
    this.home = home;
  }

  @Override
  public String name() {
    return "edge";
  }

  @Override
  public String about() {
    return "Requests of 10 KB over loopback through the embedded edge, beside the same requests"
        + " straight to the backend; clients, edge and backend share the machine";
  }

  @Override
  public Findings run(Effort effort) throws Exception {
    try (var scratch = Scratch.make();
        var backend = Backend.start()) {
      var edge = new EdgeProcess(EdgeFiles.in(scratch.folder()));
      try {
        int port = serving(edge, EdgeFiles.in(scratch.folder()), backend);
        return measured(effort, backend.port(), port);
      } finally {
        edge.stop();
      }
    }
  }

  private static Findings measured(Effort effort, int backend, int edge) throws Exception {
    var series =
        new Rounds()
            .arm("direct, 4 clients", "us/request", () -> shared(backend))
            .arm("through the edge, 4 clients", "us/request", () -> shared(edge))
            .arm("direct, one client", "us/request", () -> alone(backend))
            .arm("through the edge, one client", "us/request", () -> alone(edge))
            .run(WARMUPS, effort.rounds(ROUNDS));
    var all = new ArrayList<>(series);
    all.add(series.get(0).as("direct", "requests/s", EdgeBench::aSecond));
    all.add(series.get(1).as("through the edge", "requests/s", EdgeBench::aSecond));
    all.add(series.get(3).with(series.get(2), "added by the edge", "us/request", (a, b) -> a - b));
    return new Findings(
        all,
        List.of(
            Ratio.of("edge.four-clients-to-direct", series.get(1), series.get(0)),
            Ratio.of("edge.one-client-to-direct", series.get(3), series.get(2))));
  }

  private static double aSecond(double micros) {
    return MICROS_PER_SECOND / micros;
  }

  /// Starts the edge and gives it a table with the one backend.
  ///
  /// @return the port it serves at
  private int serving(EdgeProcess edge, EdgeFiles files, Backend backend) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var who = edge.ensure(java, jars(), "127.0.0.1:0");
    new EmbeddedRoutes(files)
        .publish(table(backend), new Token(1, new EffectKey(2, "publish", "farm")));
    return Integer.parseInt(who.listen().split(":", 2)[1]);
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("edge/proxy/target/app"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static RouteTable table(Backend backend) {
    var address = "127.0.0.1:" + backend.port();
    var main =
        new RouteTable.Stage(
            "main", StageKind.MAIN, 100, List.of(new RouteTable.Backend("r-bench", address, 100)));
    return new RouteTable(
        2,
        new TreeMap<>(Map.of(HOST, new RouteTable.Tenant("wiki", "pretrain"))),
        new TreeMap<>(Map.of("pretrain", new RouteTable.Lane(List.of(main)))),
        "X-Debug",
        new TreeMap<>());
  }

  private static double shared(int port) throws Exception {
    var clients = new ArrayList<Callable<Integer>>();
    for (int client = 0; client < CLIENTS; client++) clients.add(() -> ask(port, REQUESTS));
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      double micros =
          Clock.micros(() -> {
            for (var answered : threads.invokeAll(clients)) answered.get();
          });
      return micros / CLIENTS / REQUESTS;
    }
  }

  private static double alone(int port) throws Exception {
    return Clock.micros(() -> ask(port, ALONE)) / ALONE;
  }

  private static int ask(int port, int requests) throws IOException {
    try (var client = new Client(port, HOST)) {
      for (int each = 0; each < requests; each++) client.get();
    }
    return requests;
  }
}
