package speeder.cli;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.api.ApiFailure;
import speeder.api.Lock;

/// `lock run LANE -- command...`: runs a command under a lock, and ends as it does.
@Command(
    name = "run",
    description = "Run a command while holding a lock.",
    footer = {
      "",
      "The command finds SPEEDER_LOCK_NUMBER, _LANE and _TARGET in its environment.",
      "Exit codes: the command's own, 128 and more where a signal ended it; 75 where the lock was",
      "not had in time, or was lost; 1, 2, 3 as ever where the command was not begun for another",
      "reason, which is said."
    })
final class LockRun extends Online {
  /// EX_TEMPFAIL of sysexits(3): worth trying again.
  static final int NOT_HELD = 75;

  @Mixin private LockCommands.Wanted wanted = new LockCommands.Wanted();

  @Option(
      names = "--lease",
      paramLabel = "TIME",
      description =
          "After that long without word of this process, others may go on; 60s unless said.")
  private String lease = "60s";

  @Option(
      names = "--when-lost",
      paramLabel = "end|warn",
      description = "What to do with the command when the lock is lost: end it, unless said.")
  private Reaction whenLost = Reaction.end;

  @Option(
      names = "--when-aside",
      paramLabel = "end|warn",
      description = "What to do when it is to step aside for others: warn, unless said.")
  private Reaction whenAside = Reaction.warn;

  @Option(
      names = "--kill-after",
      paramLabel = "TIME",
      converter = Time.class,
      description =
          "How long a command that is ended may take before it is killed; 10s unless said.")
  private Duration killAfter = Duration.ofSeconds(10);

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "-- COMMAND")
  private List<String> command = List.of();

  @Override
  int ended(Session session) throws ApiFailure {
    var id = session.surroundings().newId().get();
    var claimed = Claimed.ask(session, wanted.command(id, lease));
    var lock = claimed.granted(wanted.longest());
    if (!lock.isHeld()) return notHad(session, lock);
    session.progress("Holds %s: lock %d.".formatted(lock.lane(), lock.lock()));
    var conduct = new Conduct(whenLost, whenAside, killAfter);
    return LockedCommand.run(session, claimed, command, conduct);
  }

  @Override
  Exit run(Session session) {
    throw new AssertionError("it ends by a code of its own");
  }

  private int notHad(Session session, Lock lock) {
    var why =
        lock.ended()
            .filter(it -> !it.isEmpty())
            .orElse("it was not granted within %d s".formatted(wanted.longest().toSeconds()));
    session.progress("The command was not run: lock %d: %s.".formatted(lock.lock(), why));
    return NOT_HELD;
  }

  /// What to do with the command when its lock is lost, or should be given back.
  record Conduct(Reaction whenLost, Reaction whenAside, Duration killAfter) {}

  /// As it is written on the command line.
  @SuppressWarnings("MemberName")
  enum Reaction {
    end,
    warn
  }
}
