package speeder.signals.external;

import java.nio.file.Path;
import java.util.ArrayList;
import speeder.core.farm.External;
import speeder.core.lock.Sight;
import speeder.engine.port.Outside;

/// Looks by all the means that a manifest names, and adds up what they say.
public final class LiveOutside implements Outside {
  private final LockFiles lockFiles;
  private final Commands commands;
  private final Probes probes;

  public LiveOutside() {
    this(Path.of("/proc/locks"));
  }

  /// @param locks where the kernel lists the locks of files
  LiveOutside(Path locks) {
    this.lockFiles = new LockFiles(locks);
    this.commands = new Commands();
    this.probes = new Probes();
  }

  @Override
  public Sight look(External how) {
    var sights = new ArrayList<Sight>();
    for (var file : how.lockFiles()) sights.add(lockFiles.look(Path.of(file)));
    if (!how.command().isEmpty()) sights.add(commands.look(how.command()));
    how.probe().ifPresent(url -> sights.add(probes.look(url)));
    return sights.stream().reduce(Sight::with).orElseGet(() -> Sight.unknown("no means to look"));
  }
}
