package speeder.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import speeder.api.Json;

/// `speeder demo`.
///
/// Exit codes: 0 shown, 1 a proof failed, 2 bad usage, 3 could not.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a farm of its own on this machine: a real MediaWiki in 36 git repositories, two lanes,",
      "two wikis, readers; then commits, good ones and bad ones, and a way back.",
      "It is left running for you to look at."
    })
public final class Main implements Callable<Integer> {
  @Option(names = "--once", description = "prove it, then end and remove everything")
  private boolean once;

  @Option(names = "--stop", description = "end and remove a farm that was left running")
  private boolean stop;

  @Option(names = "--json", description = "print what was shown as JSON")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "where the farm is kept (~/.local/share/speeder-demo)")
  private Path data = Places.defaultData();

  private static final long STOP_SECONDS = 60;

  private final Narrator narrator = new Narrator(new PrintStream(System.err, true));

  private Main() {}

  /// The folder whose farm ended, as JSON.
  public record Stopped(String stopped) {}

  /// What went wrong, as JSON.
  public record Failed(String code, String sentence, String remedy) {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() {
    try {
      return run(places());
    } catch (DemoFailure failure) {
      say(failure);
      narrator.say("speeder: its logs stay in " + data);
      if (!once && !stop) {
        narrator.say("speeder: what it started may still run; end it by: ./speeder demo --stop");
      }
      if (json) print(new Failed(failure.code(), failure.sentence(), failure.remedy()));
      return failure.kind().exitCode();
    }
  }

  private Places places() {
    var home = Optional.ofNullable(System.getenv("SPEEDER_HOME")).orElse(".");
    return new Places(
        data.toAbsolutePath().normalize(),
        Places.defaultCache().toAbsolutePath(),
        Path.of(home).toAbsolutePath().normalize());
  }

  private int run(Places places) throws DemoFailure {
    try (var demo = Demo.in(places, narrator)) {
      if (stop) {
        demo.stop(true);
        if (json) print(new Stopped(places.data().toString()));
        return 0;
      }
      var report = once ? once(demo) : demo.run();
      if (json) print(report);
      if (!once) leave(places, report);
      return 0;
    }
  }

  /// Ends the farm whatever happens, also when it is interrupted; after a failure its logs stay.
  private Report once(Demo demo) throws DemoFailure {
    var teller = Thread.currentThread();
    var told = new CountDownLatch(1);
    var end = new Thread(() -> interrupted(demo, teller, told), "end");
    Runtime.getRuntime().addShutdownHook(end);
    boolean shown = false;
    try {
      var report = demo.run();
      shown = true;
      return report;
    } finally {
      told.countDown();
      if (isRemoved(end)) end(demo, shown);
    }
  }

  /// Lets the story stop where it stands, so that nothing is started any more, then ends all.
  private void interrupted(Demo demo, Thread teller, CountDownLatch told) {
    teller.interrupt();
    try {
      boolean stands = told.await(STOP_SECONDS, TimeUnit.SECONDS);
      if (!stands) narrator.say("speeder: the story does not stop; what it starts is ended");
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
    end(demo, false);
  }

  private static boolean isRemoved(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      return false;
    }
  }

  private void end(Demo demo, boolean logs) {
    try {
      narrator.timed(
          "everything ended and removed",
          () -> {
            demo.stop(logs);
            return true;
          });
    } catch (DemoFailure failure) {
      say(failure);
    }
  }

  private void leave(Places places, Report report) throws DemoFailure {
    narrator.say("");
    narrator.say("The farm runs on:");
    narrator.say("  what runs where  " + ServerProcess.page(places));
    report
        .wikis()
        .forEach((tenant, url) ->
            narrator.say("  %-15s  %s/wiki/Main_Page".formatted("wiki " + tenant, url)));
    narrator.say("  pretrain is held since it went back; it goes on by:");
    narrator.say("                   ./speeder lift pretrain --data " + places.server());
    narrator.say("  end it by        ./speeder demo --stop" + named(places));
  }

  private static String named(Places places) {
    boolean usual = places.data().equals(Places.defaultData().toAbsolutePath().normalize());
    return usual ? "" : " --data " + places.data();
  }

  private void say(DemoFailure failure) {
    narrator.say("speeder: " + failure.sentence() + " " + failure.remedy());
    for (var more : failure.getSuppressed()) narrator.say("speeder: and " + more.getMessage());
  }

  private static void print(Record record) {
    System.out.println(Json.text(record));
  }
}
