package speeder.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Measures, tells, and ends with 1 if a ratio is out of its bounds: `speeder.bench.Main [--json]
/// [--smoke] [NAME...]`.
public final class Main {
  private static final int OUT = 1;
  private static final int BAD_USAGE = 2;
  private static final int COULD_NOT = 3;

  private final Path home;
  private final PrintStream out;
  private final PrintStream progress;

  private Main(Path home, PrintStream out, PrintStream progress) {
    this.home = home;
    this.out = out;
    this.progress = progress;
  }

  public static void main(String[] arguments) {
    var home = Path.of(System.getProperty("speeder.home", "."));
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var progress = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(new Main(home, out, progress).run(List.of(arguments)));
  }

  private int run(List<String> arguments) {
    var all = benchmarks();
    var names = all.stream().map(Benchmark::name).toList();
    try {
      var wishes = Wishes.of(arguments, names);
      var bounds = Bounds.read(home.resolve("proof/bench/bounds.properties"));
      var report = measured(all.stream().filter(wishes::want).toList(), wishes.effort(), bounds);
      out.print(wishes.json() ? report.json() + "\n" : report.table());
      return report.holds() ? 0 : OUT;
    } catch (Wishes.Unknown unknown) {
      progress.println(unknown.getMessage() + " " + Wishes.USAGE + String.join(", ", names));
      return BAD_USAGE;
    } catch (Exception failure) {
      progress.println("The benchmark broke off: " + failure);
      failure.printStackTrace(progress);
      return COULD_NOT;
    }
  }

  private List<Benchmark> benchmarks() {
    return List.of(
        new TurnBench(),
        new OwedBench(),
        new ReplayBench(),
        new ScaleBench(),
        new ImageBench(),
        new SnapshotBench(),
        new EdgeBench(home));
  }

  private Report measured(List<Benchmark> benchmarks, Effort effort, Bounds bounds)
      throws Exception {
    var sections = new ArrayList<Report.Section>();
    for (var benchmark : benchmarks) {
      var findings = new Findings[1];
      double millis = Clock.millis(() -> findings[0] = benchmark.run(effort));
      progress.printf("%s: measured in %.1f s%n", benchmark.name(), millis / 1_000);
      sections.add(new Report.Section(benchmark.name(), benchmark.about(), findings[0]));
    }
    return new Report(sections, bounds);
  }
}
