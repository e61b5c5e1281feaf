package speeder.wiring;

import java.time.InstantSource;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import speeder.core.value.EffectKey;
import speeder.engine.Shell;
import speeder.engine.port.Logs;
import speeder.engine.port.PortFailure;

/// What deeds say goes into the logs under their key, private unless known to be public.
final class LoggedNotices implements Shell.Notices {
  private static final Logger LOG = Logger.getLogger("speeder");

  private final Logs logs;
  private final InstantSource clock;

  LoggedNotices(Logs logs, InstantSource clock) {
    this.logs = logs;
    this.clock = clock;
  }

  @Override
  public void progress(EffectKey key, String line) {
    append(key, line);
  }

  @Override
  public void ended(EffectKey key, String how) {
    append(key, words(how));
  }

  /// `images built`, of `ImagesBuilt`.
  private static String words(String kind) {
    return kind.replaceAll("(?<!^)([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  @Override
  public void fault(String what, Throwable why) {
    LOG.log(Level.SEVERE, what, why);
  }

  private void append(EffectKey key, String line) {
    try {
      logs.append(key, clock.instant(), line);
    } catch (PortFailure full) {
      LOG.log(Level.WARNING, "A line of {0} was lost: {1}", new Object[] {key, full.why()});
    }
  }
}
