package speeder.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import speeder.engine.port.Leadership.Address;
import speeder.engine.port.PortFailure;
import speeder.server.SpeederServer.Options;
import speeder.server.SpeederServer.Running;
import speeder.wiring.BadManifest;
import speeder.wiring.Wiring;

/// `speeder server`: one server over one manifest and one data folder, until it is told to end.
///
/// Exit codes: 0 ended as asked, 2 bad usage or a manifest with faults, 3 could not.
public final class Main {
  private static final int BAD_INPUT = 2;
  private static final int COULD_NOT = 3;
  private static final String USAGE =
      """
      usage: speeder server --manifest FILE --data FOLDER [--listen 127.0.0.1:7300]
                            [--store jdbc:postgresql://HOST/DATABASE?user=NAME]
                            [--store-password FILE] [--machine FOLDER] [--name NAME]
             speeder server --data FOLDER --remove-all

      Runs one server, until it is told to end. Containers and the edge outlive it; --remove-all
      takes them away, once no server runs on the folder, and says which. Servers of one --store
      decide one after the other: one leads, the others follow and take over. Those of one machine
      share --machine, which --remove-all then takes instead of --data, and each have their own --data.\
      """;

  private Main() {}

  public static void main(String[] given) throws InterruptedException {
    var words = List.of(given);
    if (words.contains("--help") || words.contains("-h")) System.out.println(USAGE);
    else parsed(words);
  }

  private static void parsed(List<String> words) throws InterruptedException {
    Arguments arguments;
    try {
      arguments = Arguments.parse(words, System.getenv());
    } catch (IllegalArgumentException wrong) {
      exit(BAD_INPUT, wrong.getMessage() + "\n" + USAGE);
      return;
    }
    started(arguments);
  }

  private static void started(Arguments arguments) throws InterruptedException {
    try {
      run(arguments);
    } catch (BadManifest bad) {
      exit(BAD_INPUT, String.join("\n", bad.faults()));
    } catch (PortFailure failure) {
      exit(COULD_NOT, failure.why().toString());
    } catch (RuntimeException fault) {
      fault.printStackTrace();
      exit(COULD_NOT, "This went wrong: " + fault + ". Report it with what stands above.");
    }
  }

  private static void run(Arguments arguments)
      throws BadManifest, PortFailure, InterruptedException {
    if (arguments.removeAll()) removeAll(arguments.machine());
    else serve(arguments, clock());
  }

  private static void removeAll(Path machine) throws PortFailure {
    var removed = Wiring.removeAll(machine, clock());
    if (removed.isEmpty()) System.out.println("speeder: nothing of a server ran on " + machine);
    for (var what : removed) System.out.println("speeder: removed " + what);
  }

  private static void serve(Arguments arguments, InstantSource clock)
      throws BadManifest, PortFailure, InterruptedException {
    var settings = arguments.settings(home(), "server-" + ProcessHandle.current().pid());
    var options =
        new Options(settings.data(), arguments.host(), arguments.port(), new SecureRandom());
    SpeederServer.check(options);
    var wiring = Wiring.open(settings, clock);
    var server = answering(wiring, desk(wiring), options);
    wiring.seat().answersAt(new Address(server.url(), server.relayKey()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, wiring), "end"));
    System.out.println("speeder: serves at " + server.url());
    Thread.currentThread().join();
  }

  /// An engine that nobody can ask must not go on deciding.
  private static Running answering(Wiring wiring, Desk desk, Options options) throws PortFailure {
    try {
      return SpeederServer.start(desk, options);
    } catch (PortFailure | RuntimeException failure) {
      wiring.close();
      throw failure;
    }
  }

  /// A clock that is wrong, where a proof wants to see what comes of it.
  private static Clock clock() {
    var wrongBy = Duration.parse(System.getProperty("speeder.clock-wrong-by", "PT0S"));
    return Clock.offset(Clock.systemUTC(), wrongBy);
  }

  private static Desk desk(Wiring wiring) {
    var stores =
        new SeatDesk.Stores(
            wiring.journal(), wiring.documents(), wiring.views(), wiring.leases(), wiring.logs());
    return new SeatDesk(wiring.seat(), stores, wiring.sources(), wiring::stirred, wiring::edgeUrl);
  }

  private static void end(Running server, Wiring wiring) {
    server.close();
    try {
      wiring.close();
    } catch (PortFailure failure) {
      System.err.println("speeder: " + failure.why());
    }
  }

  private static Path home() {
    var home = System.getenv("SPEEDER_HOME");
    return Path.of(home == null ? "." : home).toAbsolutePath().normalize();
  }

  private static void exit(int code, String why) {
    System.err.println("speeder: " + why);
    Runtime.getRuntime().halt(code);
  }
}
