package speeder.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import speeder.core.value.EffectKey;
import speeder.core.world.Input.Command;
import speeder.core.world.Reply;
import speeder.core.world.World;
import speeder.engine.Shell;
import speeder.engine.port.Documents;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.Leases;
import speeder.engine.port.Logs;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.port.Views;

/// The desk of a shell and its store.
public final class ShellDesk implements Desk {
  private final Shell shell;
  private final Stores stores;
  private final Sources sources;
  private final String edgeUrl;
  private final InstantSource clock;
  private final Signal signal = new Signal();

  /// Where things are kept.
  public record Stores(
      Journal journal, Documents documents, Views views, Leases leases, Logs logs) {}

  public ShellDesk(
      Shell shell, Stores stores, Sources sources, String edgeUrl, InstantSource clock) {
    this.shell = shell;
    this.stores = stores;
    this.sources = sources;
    this.edgeUrl = edgeUrl;
    this.clock = clock;
    shell.follow(entries -> signal.reached(entries.getLast().offset()));
    signal.reached(shell.world().offset());
  }

  @Override
  public World world() {
    return shell.world();
  }

  @Override
  public CompletableFuture<Reply> submit(Command command) {
    return shell.submit(command);
  }

  @Override
  public List<Entry> journal(long from, int max) throws PortFailure {
    return stores.journal().read(from, max);
  }

  @Override
  public void await(long offset, Duration longest) throws InterruptedException {
    signal.await(offset, longest);
  }

  @Override
  public Views views() {
    return stores.views();
  }

  @Override
  public Leases leases() {
    return stores.leases();
  }

  @Override
  public Logs logs() {
    return stores.logs();
  }

  @Override
  public Documents documents() {
    return stores.documents();
  }

  @Override
  public Sources sources() {
    return sources;
  }

  @Override
  public Map<EffectKey, Progress> running() {
    var running = new TreeMap<EffectKey, Progress>();
    shell.running().forEach((key, it) -> running.put(key, new Progress(it.since(), it.line())));
    return running;
  }

  @Override
  public String edgeUrl() {
    return edgeUrl;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }
}
