package speeder.sim;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import speeder.sim.Plots.Beat;

/// Replays a seed and tells its story: `speeder.sim.Main SEED`.
public final class Main {
  private Main() {}

  /// @param arguments seeds; ends with 1 if a promise was broken in one
  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    boolean kept = true;
    for (var argument : arguments) kept &= tell(Long.parseLong(argument), out);
    if (arguments.length == 0) out.println("Give seeds: each is a story with its faults.");
    System.exit(kept && arguments.length > 0 ? 0 : 1);
  }

  private static boolean tell(long seed, PrintStream out) {
    var run = Run.ofSeed(seed);
    out.println(
        "seed %d: %d steps, %d turns, %d facts, faults %s, %s"
            .formatted(
                seed,
                run.steps().size(),
                run.turns(),
                run.facts(),
                run.faults(),
                run.broken().map(why -> "BROKEN: " + why).orElse("all promises kept")));
    if (run.broken().isEmpty()) {
      run.log().forEach(out::println);
      return true;
    }
    var shortest = shortest(seed);
    out.println("The shortest story that still breaks one:");
    Run.ofBeats(seed, shortest).log().forEach(out::println);
    return false;
  }

  /// Leaves out beats as long as a promise is still broken.
  static List<Beat> shortest(long seed) {
    var beats = new ArrayList<>(Plots.random(seed));
    for (int at = beats.size() - 1; at > 0; at--) {
      var fewer = new ArrayList<>(beats);
      fewer.remove(at);
      if (Run.ofBeats(seed, fewer).broken().isPresent()) beats = fewer;
    }
    return List.copyOf(beats);
  }
}
