package speeder.offline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import speeder.core.bisect.Bisection.Said;

/// A command that tries a mix.
record Trial(String command, Path mix) {
  /// Names the mix's file to the command.
  private static final String MIX = "SPEEDER_MIX";

  /// A command that ends so could not try it, as `git bisect run` has it.
  private static final int SKIPS = 125;

  /// From here on it is the shell, or a signal, that ended it.
  private static final int STOPPED = 126;

  Said said(Session session) throws Failure {
    int code = ran(session);
    if (code == 0) return Said.GOOD;
    if (code == SKIPS) return Said.SKIP;
    if (code < STOPPED) return Said.BAD;
    throw failed("ended with " + code);
  }

  /// What it says goes to standard error.
  private int ran(Session session) throws Failure {
    var shell = new ProcessBuilder(List.of("sh", "-c", command)).redirectErrorStream(true);
    shell.environment().put(MIX, mix.toAbsolutePath().toString());
    try {
      var process = shell.start();
      process.getOutputStream().close();
      process.getInputStream().transferTo(session.surroundings().err());
      return process.waitFor();
    } catch (IOException failure) {
      throw failed("did not start");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw failed("was stopped");
    }
  }

  private Failure failed(String how) {
    return new Failure(
        Exit.COULD_NOT,
        new Failure.Problem(
            "trial-stopped",
            "The command that tries a mix %s.".formatted(how),
            "Mend it and call again: what was said before is kept.",
            List.of()));
  }
}
