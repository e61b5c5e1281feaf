package speeder.edge;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps another process standing by: the same command, with this one's standard input (the
/// listening socket), output and error. There is no third process that could die: who serves keeps
/// the next, and when the next serves, it keeps one in turn.
final class Keeper {
  private static final Logger LOG = Logger.getLogger(Keeper.class.getName());

  private final List<String> command;
  private final Runnable changed;
  private @Nullable Process standby;
  private Duration wait = Limits.RESTART;
  private boolean ended;

  /// @param changed is told after each start of a standby
  Keeper(List<String> command, Runnable changed) {
    this.command = List.copyOf(command);
    this.changed = changed;
  }

  /// This process's own command, standing by.
  static List<String> ownCommand() {
    var info = ProcessHandle.current().info();
    var command = new ArrayList<String>();
    command.add(info.command().orElseThrow());
    for (var argument : info.arguments().orElseThrow()) {
      if (!argument.equals(EdgeArguments.KEEP) && !argument.equals(EdgeArguments.STANDBY)) {
        command.add(argument);
      }
    }
    command.add(EdgeArguments.STANDBY);
    return command;
  }

  void start() {
    launch();
    changed.run();
  }

  private synchronized void launch() {
    if (ended) return;
    long started = System.nanoTime();
    try {
      var process =
          new ProcessBuilder(command)
              .redirectInput(Redirect.INHERIT)
              .redirectOutput(Redirect.INHERIT)
              .redirectError(Redirect.INHERIT)
              .start();
      standby = process;
      var _ = process.onExit().thenAccept(dead -> died(dead, System.nanoTime() - started));
    } catch (IOException failed) {
      LOG.log(Level.SEVERE, "No standby could be started; trying again.", failed);
      again(Duration.ZERO);
    }
  }

  private synchronized void died(Process dead, long nanos) {
    standby = null;
    if (ended) return;
    LOG.warning(
        "Standby %d ended with %d; starting another.".formatted(dead.pid(), dead.exitValue()));
    again(Duration.ofNanos(nanos));
  }

  private void again(Duration lived) {
    wait = lived.compareTo(Limits.HEALTHY) > 0 ? Limits.RESTART : wait;
    CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS).execute(this::start);
    var doubled = wait.multipliedBy(2);
    wait = doubled.compareTo(Limits.RESTART_MAX) > 0 ? Limits.RESTART_MAX : doubled;
  }

  /// Of the process that stands by, where one does.
  Optional<Long> pid() {
    return Optional.ofNullable(standby()).filter(Process::isAlive).map(Process::pid);
  }

  private synchronized @Nullable Process standby() {
    return standby;
  }

  /// Starts no further one. The one that stands by goes on standing by, and takes over when this
  /// process ends.
  synchronized void letGo() {
    ended = true;
  }

  /// Ends what stands by.
  void end() throws InterruptedException {
    letGo();
    var process = standby();
    if (process == null) return;
    process.destroy();
    if (process.waitFor(Limits.END.toMillis(), TimeUnit.MILLISECONDS)) return;
    process.destroyForcibly().waitFor();
  }
}
