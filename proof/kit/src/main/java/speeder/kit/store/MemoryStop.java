package speeder.kit.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import speeder.engine.port.Stop;

/// A stop that a test sets and lifts.
public final class MemoryStop implements Stop {
  private final List<Consumer<Optional<String>>> watchers = new ArrayList<>();
  private Optional<String> reason = Optional.empty();

  public synchronized void set(String why) {
    change(Optional.of(why));
  }

  public synchronized void lift() {
    change(Optional.empty());
  }

  @Override
  public synchronized Optional<String> present() {
    return reason;
  }

  @Override
  public synchronized Notices watch(Consumer<Optional<String>> changed) {
    watchers.add(changed);
    changed.accept(reason);
    return () -> forget(changed);
  }

  private synchronized void forget(Consumer<Optional<String>> watcher) {
    watchers.remove(watcher);
  }

  private void change(Optional<String> next) {
    if (next.equals(reason)) return;
    reason = next;
    for (var watcher : List.copyOf(watchers)) watcher.accept(next);
  }
}
