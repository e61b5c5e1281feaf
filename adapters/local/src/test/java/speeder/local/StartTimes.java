package speeder.local;

import static speeder.local.Farm.order;
import static speeder.local.Farm.slot;
import static speeder.local.Farm.token;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Measures starts of small containers, from the order to the first answer; to be run by hand.
final class StartTimes {
  private static final int ROUNDS = 30;
  private static final int AT_ONCE = 3;

  private StartTimes() {}

  public static void main(String[] arguments) throws Exception {
    var folder = Files.createTempDirectory("start-times");
    try (var farm = new Farm(folder)) {
      System.out.println("alone, ms: " + alone(farm));
      System.out.println(AT_ONCE + " at once, ms until all answer: " + together(farm));
      System.out.println("looking at one that runs, ms: " + again(farm));
      System.out.println("retiring, ms: " + retire(farm));
    }
    Folders.remove(Path.of(folder.toString()));
  }

  private static String alone(Farm farm) throws Exception {
    var times = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      farm.prepare(order("r-1"), round);
      times.add(since(begin));
      farm.cluster.retire(slot("r-1"), Duration.ZERO, token(round));
    }
    return summary(times);
  }

  private static String together(Farm farm) throws Exception {
    var times = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var starts = new ArrayList<Future<?>>();
        for (int one = 0; one < AT_ONCE; one++) {
          var order = order("r-" + one);
          starts.add(threads.submit(() -> farm.prepare(order, 100)));
        }
        for (var start : starts) start.get();
      }
      times.add(since(begin));
      for (int one = 0; one < AT_ONCE; one++) {
        farm.cluster.retire(slot("r-" + one), Duration.ZERO, token(100));
      }
    }
    return summary(times);
  }

  private static String again(Farm farm) throws Exception {
    farm.prepare(order("r-1"), 200);
    var times = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      farm.prepare(order("r-1"), 200);
      times.add(since(begin));
    }
    return summary(times);
  }

  private static String retire(Farm farm) throws Exception {
    var times = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      farm.prepare(order("r-1"), 300);
      long begin = System.nanoTime();
      farm.cluster.retire(slot("r-1"), Duration.ZERO, token(300));
      times.add(since(begin));
    }
    return summary(times);
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }

  private static String summary(List<Double> times) {
    var first = times.getFirst();
    var sorted = times.stream().sorted().toList();
    return "first %.0f, median %.0f, highest %.0f"
        .formatted(first, sorted.get(sorted.size() / 2), sorted.getLast());
  }
}
