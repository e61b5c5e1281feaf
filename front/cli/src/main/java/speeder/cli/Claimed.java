package speeder.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import speeder.api.ApiFailure;
import speeder.api.Command;
import speeder.api.Lock;
import speeder.api.LockTalk;

/// A lock that this process asked for, and gives back however it ends: also where it is told to end
/// while it still waits.
final class Claimed {
  private final Session session;
  private final Command command;
  private final Thread hook = Thread.ofPlatform().name("end").unstarted(this::end);

  private volatile Optional<LockTalk> talk = Optional.empty();
  private Runnable first = () -> {};
  private boolean ending;

  /// Starts what is done under a lock.
  interface Start<T> {
    T start() throws IOException;
  }

  private Claimed(Session session, Command command) {
    this.session = session;
    this.command = command;
  }

  /// @param command one that asks for a lock
  static Claimed ask(Session session, Command command) throws ApiFailure {
    var claimed = new Claimed(session, session.signed(command));
    Runtime.getRuntime().addShutdownHook(claimed.hook);
    try {
      claimed.talk = Optional.of(claimed.asked());
      return claimed;
    } catch (ApiFailure refused) {
      claimed.keep();
      throw refused;
    }
  }

  private LockTalk asked() throws ApiFailure {
    return LockTalk.ask(session.client(), command);
  }

  LockTalk talk() {
    return talk.orElseThrow();
  }

  /// As it stands once it is held, or `longest` is over; then it is not waited for any longer.
  Lock granted(Duration longest) throws ApiFailure {
    try {
      var lock = talk().granted(longest, LockCommands.telling(session));
      if (!lock.isHeld()) giveBack();
      return lock;
    } catch (ApiFailure failure) {
      giveBackAfter(failure);
      throw failure;
    }
  }

  private void giveBackAfter(ApiFailure failure) {
    try {
      giveBack();
    } catch (ApiFailure away) {
      failure.addSuppressed(away);
    }
  }

  /// Begins what must be stopped before the lock is given back.
  ///
  /// @return nothing where this process ends already
  synchronized <T> Optional<T> begin(Start<T> what, Consumer<T> stop) throws IOException {
    if (ending) return Optional.empty();
    T begun = what.start();
    first = () -> stop.accept(begun);
    return Optional.of(begun);
  }

  void giveBack() throws ApiFailure {
    if (keep()) talk().letGo();
  }

  /// It stays as it is when this process ends.
  ///
  /// @return false where it ends already, and gives it back
  boolean keep() {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ends) {
      return false;
    }
  }

  private synchronized Runnable ending() {
    ending = true;
    return first;
  }

  /// This process is told to end. Where the answer to its wish is not here yet, it asks again by
  /// the same id, and so hears which lock it is.
  private void end() {
    ending().run();
    try {
      var known = talk;
      var mine = known.isPresent() ? known.get() : asked();
      mine.letGo();
    } catch (ApiFailure failure) {
      session.progress("The lock is not given back; its lease runs out: " + failure.getMessage());
    }
  }
}
