package speeder.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import speeder.core.farm.RoutePlan;
import speeder.edge.table.EdgeFiles;
import speeder.edge.table.Reply.Who;
import speeder.engine.port.PortFailure;
import speeder.local.InFlight;
import speeder.routing.embedded.EdgeProcess;
import speeder.routing.embedded.EmbeddedRoutes;

/// The embedded edge of one machine's folder, and how it is started.
final class Edge {
  private final EdgeProcess process;
  private final EmbeddedRoutes routes;
  private final List<Path> jars;
  private String listen;

  private Edge(EdgeFiles files, List<Path> jars, String listen) {
    this.process = new EdgeProcess(files);
    this.routes = new EmbeddedRoutes(files, this::ensure);
    this.jars = jars;
    this.listen = listen;
  }

  /// One that serves, or can serve, where the plan says. Nothing is started or made yet.
  static Edge checked(Settings settings, RoutePlan plan) throws PortFailure {
    var edge = new Edge(files(settings.machine()), jars(settings.home()), plan.listen());
    edge.process.check(plan.listen());
    return edge;
  }

  /// Finds it again, or starts it. A port that it was free to choose is its own from then on.
  synchronized void ensure() throws PortFailure {
    listen = process.ensure(java(), jars, listen).listen();
  }

  EmbeddedRoutes routes() {
    return routes;
  }

  /// Where the one of a machine's folder answers; empty where none runs.
  static String url(Path machine) {
    return new EdgeProcess(files(machine)).who().map(who -> "http://" + who.listen()).orElse("");
  }

  /// Ends the edge of a machine's folder, if it runs, and says where it listened.
  static Optional<String> stop(Path machine) throws PortFailure {
    var process = new EdgeProcess(files(machine));
    var listened = process.who().map(Who::listen);
    process.stop();
    return listened;
  }

  /// What the edge of a machine's folder has under way.
  static InFlight inFlight(Path machine) {
    var routes = new EmbeddedRoutes(files(machine));
    return new InFlight() {
      @Override
      public OptionalInt at(String address) {
        return routes.inFlight(address);
      }

      @Override
      public void cut(String address) {
        routes.cut(address);
      }
    };
  }

  private static EdgeFiles files(Path machine) {
    return EdgeFiles.in(Settings.edge(machine));
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static List<Path> jars(Path home) throws PortFailure {
    var folder = home.resolve("edge/proxy/target/app");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException missing) {
      throw PortFailure.refused(
          "edge-not-built",
          "The edge's program is not in %s.".formatted(folder),
          "Start the server by the `speeder` launcher, which builds it, or set SPEEDER_HOME.");
    }
  }
}
