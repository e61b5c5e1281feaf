package speeder.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import speeder.engine.port.PortFailure;
import speeder.server.SpeederServer.Options;
import speeder.server.SpeederServer.Running;
import speeder.wiring.BadManifest;
import speeder.wiring.Settings;
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
             speeder server --manifest FILE --data FOLDER --remove-all

      Runs one server. Containers and the edge outlive it; --remove-all takes them away, once no
      server runs on the folder.\
      """;

  private Main() {}

  public static void main(String[] given) throws InterruptedException {
    try {
      run(Arguments.parse(List.of(given)));
    } catch (IllegalArgumentException wrong) {
      exit(BAD_INPUT, wrong.getMessage() + "\n" + USAGE);
    } catch (BadManifest bad) {
      exit(BAD_INPUT, String.join("\n", bad.faults()));
    } catch (PortFailure failure) {
      exit(COULD_NOT, failure.why().toString());
    }
  }

  private static void run(Arguments arguments)
      throws BadManifest, PortFailure, InterruptedException {
    var clock = Clock.systemUTC();
    var settings = arguments.settings(home(), "server-" + ProcessHandle.current().pid());
    if (arguments.removeAll()) Wiring.removeAll(settings, clock);
    else serve(arguments, settings, clock);
  }

  private static void serve(Arguments arguments, Settings settings, InstantSource clock)
      throws BadManifest, PortFailure, InterruptedException {
    var options =
        new Options(settings.data(), arguments.host(), arguments.port(), new SecureRandom());
    SpeederServer.check(options);
    var wiring = Wiring.open(settings, clock);
    var server = answering(wiring, desk(wiring, clock), options);
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

  private static Desk desk(Wiring wiring, InstantSource clock) {
    var stores =
        new ShellDesk.Stores(
            wiring.journal(), wiring.documents(), wiring.views(), wiring.leases(), wiring.logs());
    return new ShellDesk(wiring.shell(), stores, wiring.sources(), wiring.edgeUrl(), clock);
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
