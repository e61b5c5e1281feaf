package speeder.kit.store;

import java.util.Optional;
import speeder.core.schedule.HoldFile;
import speeder.engine.port.Stop;

/// A stop that a test sets and lifts.
public final class MemoryStop implements Stop {
  private volatile Optional<HoldFile> file = Optional.empty();

  public void set(String why, boolean frozen) {
    file = Optional.of(new HoldFile(why, frozen));
  }

  public void lift() {
    file = Optional.empty();
  }

  @Override
  public Optional<HoldFile> present() {
    return file;
  }
}
