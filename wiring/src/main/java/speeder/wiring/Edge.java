package speeder.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import speeder.core.farm.RoutePlan;
import speeder.edge.table.EdgeFiles;
import speeder.engine.port.PortFailure;
import speeder.routing.embedded.EdgeProcess;
import speeder.routing.embedded.EmbeddedRoutes;

/// The embedded edge of one data folder.
record Edge(EdgeProcess process, EmbeddedRoutes routes) {
  /// Finds it again, or starts it.
  static Edge start(Settings settings, RoutePlan plan) throws PortFailure {
    var edge = found(settings);
    edge.process.ensure(java(), jars(settings.home()), plan.listen());
    return edge;
  }

  /// The edge of a data folder, whether it runs or not.
  static Edge found(Settings settings) {
    var files = EdgeFiles.in(settings.edge());
    return new Edge(new EdgeProcess(files), new EmbeddedRoutes(files));
  }

  /// Where it answers; empty where none runs.
  String url() {
    return process.who().map(who -> "http://" + who.listen()).orElse("");
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
