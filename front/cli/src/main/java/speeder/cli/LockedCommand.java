package speeder.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import speeder.api.ApiFailure;
import speeder.api.Lock;
import speeder.api.Lock.State;
import speeder.cli.LockRun.Conduct;
import speeder.cli.LockRun.Reaction;

/// A command that runs while its lock is kept beside it. When this process is asked to end, the
/// command ends before the lock is given back.
final class LockedCommand {
  private final Session session;
  private final Claimed claimed;
  private final Conduct conduct;
  private final Process process;
  private final Thread keeper = Thread.ofVirtual().unstarted(this::keep);
  private volatile boolean lost;

  private LockedCommand(Session session, Claimed claimed, Conduct conduct, Process process) {
    this.session = session;
    this.claimed = claimed;
    this.conduct = conduct;
    this.process = process;
  }

  /// @return the exit code
  static int run(Session session, Claimed claimed, List<String> command, Conduct conduct)
      throws ApiFailure {
    try {
      var begun =
          claimed.begin(
              () -> {
                var process = started(command, claimed.talk().lock());
                return new LockedCommand(session, claimed, conduct, process);
              },
              LockedCommand::stopped);
      return begun.isPresent() ? begun.get().run() : LockRun.NOT_HELD;
    } catch (IOException missing) {
      claimed.giveBack();
      session.progress("The command cannot be run: " + missing.getMessage());
      return Exit.BAD_INPUT.code();
    }
  }

  private static Process started(List<String> command, Lock lock) throws IOException {
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("SPEEDER_LOCK_NUMBER", "" + lock.number().orElseThrow());
    builder.environment().put("SPEEDER_LOCK_LANE", lock.lane());
    builder.environment().put("SPEEDER_LOCK_TARGET", lock.target());
    return builder.start();
  }

  private int run() throws ApiFailure {
    keeper.start();
    int code = code();
    if (lost) claimed.keep();
    else claimed.giveBack();
    return lost && conduct.whenLost() == Reaction.end ? LockRun.NOT_HELD : code;
  }

  /// How the command ended, once nobody keeps the lock any more.
  private int code() {
    try {
      int code = process.waitFor();
      keeper.interrupt();
      keeper.join();
      return code;
    } catch (InterruptedException stopped) {
      end();
      Thread.currentThread().interrupt();
      return LockRun.NOT_HELD;
    }
  }

  private void keep() {
    try {
      var over = claimed.talk().kept(this::heard);
      lost(
          "it is %s: %s"
              .formatted(over.state().toLowerCase(java.util.Locale.ROOT), over.ended().orElse("")));
    } catch (ApiFailure failure) {
      boolean done = failure.problem().code().equals("interrupted");
      if (!done) lost("whether it still counts cannot be known: " + failure.problem().sentence());
    }
  }

  private void heard(Lock lock) {
    if (!lock.state().equals(State.ASIDE)) return;
    lock.aside().ifPresent(it -> session.progress("Is to step aside: " + it.why() + until(it)));
    if (conduct.whenAside() == Reaction.end) end();
  }

  private static String until(Lock.Aside aside) {
    return aside.until().map(it -> ". The number counts until " + it + ".").orElse("");
  }

  private void lost(String why) {
    lost = true;
    session.progress("The lock is lost: " + why);
    if (conduct.whenLost() == Reaction.end) end();
  }

  /// Asks the command and all it started to end, and sees that they do.
  private void end() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    Thread.ofVirtual().start(() -> killed(conduct.killAfter()));
  }

  private void killed(Duration after) {
    try {
      if (process.waitFor(after.toMillis(), TimeUnit.MILLISECONDS)) return;
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// This process is asked to end.
  private void stopped() {
    end();
    killed(conduct.killAfter());
    keeper.interrupt();
    try {
      keeper.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
