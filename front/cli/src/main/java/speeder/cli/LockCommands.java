package speeder.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.api.ApiFailure;
import speeder.api.Lock;

/// Exclusive rights on lanes: `lock run`, `take`, `renew`, `release`, `break`, `list`.
@Command(name = "lock", description = "Who may change a lane: one at a time, by kinds of work.")
final class LockCommands {
  static List<Online> all() {
    return List.of(
        new LockRun(), new Take(), new Renew(), new Release(), new Break(), new ListCommand());
  }

  /// What is wanted.
  static final class Wanted {
    @Parameters(index = "0", paramLabel = "LANE")
    private String lane = "";

    @Option(names = "--target", paramLabel = "T", description = "One target; all unless said.")
    private Optional<String> target = Optional.empty();

    @Option(
        names = "--as",
        paramLabel = "KIND",
        description = "Kind of work, such as train or security; the lane's own unless said.")
    private Optional<String> work = Optional.empty();

    @Option(
        names = "--priority",
        paramLabel = "P",
        description = "0 to 1000, higher goes first; that of the kind of work unless said.")
    private Optional<String> priority = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for people.")
    private Optional<String> reason = Optional.empty();

    @Option(
        names = "--wait",
        paramLabel = "TIME",
        converter = Time.class,
        description = "How long to wait for it, like 10m; 10m unless said.")
    private Duration longest = Duration.ofMinutes(10);

    Duration longest() {
      return longest;
    }

    String lane() {
      return lane;
    }

    speeder.api.Command command(String id, String lease) {
      var command =
          speeder.api.Command.onLane(id, speeder.api.Command.LOCK, lane).with("lease", lease);
      var onTarget = target.map(command::at).orElse(command);
      var because = reason.map(onTarget::because).orElse(onTarget);
      var as = work.map(it -> because.with("as", it)).orElse(because);
      return priority.map(it -> as.with("priority", it)).orElse(as);
    }
  }

  @Command(
      name = "take",
      description = "Wait for a lock, and print its number. It is yours until its lease lapses.")
  static final class Take extends Online {
    @Mixin private Wanted wanted = new Wanted();

    @Option(
        names = "--lease",
        paramLabel = "TIME",
        description = "How long you may go without `lock renew`, like 8h; 10m unless said.")
    private String lease = "10m";

    @Override
    Exit run(Session session) throws ApiFailure {
      var id = session.surroundings().newId().get();
      var claimed = Claimed.ask(session, wanted.command(id, lease));
      var lock = claimed.granted(wanted.longest());
      if (!lock.isHeld()) {
        session.answer(lock, "Not granted.");
        return Exit.COULD_NOT;
      }
      claimed.keep();
      session.answer(lock, "" + lock.lock());
      session.progress("Renew it within %s: speeder lock renew NUMBER".formatted(lease));
      return Exit.DONE;
    }
  }

  /// One that is named.
  abstract static class OfOne extends Asking.Ask {
    @Parameters(paramLabel = "NUMBER", description = "Of the lock: speeder lock list")
    private long number;

    long number() {
      return number;
    }

    speeder.api.Command asking(String id, String what) {
      return speeder.api.Command.of(id, what).with("lock", "" + number);
    }
  }

  @Command(name = "release", description = "Give a lock back, or wait for it no longer.")
  static final class Release extends OfOne {
    @Override
    speeder.api.Command command(String id) {
      return asking(id, speeder.api.Command.UNLOCK);
    }
  }

  @Command(name = "break", description = "Take a lock away: its number no longer counts.")
  static final class Break extends OfOne {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Override
    speeder.api.Command command(String id) {
      return asking(id, speeder.api.Command.BREAK_LOCK).because(reason);
    }
  }

  @Command(
      name = "renew",
      description = "Let a lock's lease run anew. Exit code 1: it is not yours any more.")
  static final class Renew extends Online {
    @Parameters(paramLabel = "NUMBER")
    private long number;

    @Override
    Exit run(Session session) throws ApiFailure {
      var lock = session.client().renew(number, "", Duration.ZERO);
      session.answer(lock, session.words().lock(lock));
      return lock.isHeld() || lock.isWaiting() ? Exit.DONE : Exit.NO;
    }
  }

  @Command(name = "list", description = "Who holds which lock, who waits, and what others deploy.")
  static final class ListCommand extends Online {
    @Override
    Exit run(Session session) throws ApiFailure {
      var locks = session.client().locks();
      session.answer(locks, session.words().locks(locks));
      return Exit.DONE;
    }
  }

  /// Tells who is in the way, whenever that is someone else.
  static Consumer<Lock> telling(Session session) {
    var said = new AtomicReference<String>("");
    return lock -> {
      var line = session.words().waiting(lock);
      if (!line.equals(said.getAndSet(line))) session.progress(line);
    };
  }
}
