package speeder.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import speeder.core.value.EffectKey;
import speeder.core.world.Input.Command;
import speeder.core.world.Reply;
import speeder.core.world.World;
import speeder.engine.Seat;
import speeder.engine.deed.Unread;
import speeder.engine.port.Documents;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.Leases;
import speeder.engine.port.Logs;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.port.Views;

/// The desk of a server that leads or follows, and of its store.
public final class SeatDesk implements Desk {
  private final Seat seat;
  private final Stores stores;
  private final Sources sources;
  private final Consumer<String> stirred;
  private final Supplier<String> edgeUrl;
  private final Signal signal = new Signal();

  /// Where things are kept.
  public record Stores(
      Journal journal, Documents documents, Views views, Leases leases, Logs logs) {}

  /// @param stirred hears of sources that may have moved
  public SeatDesk(
      Seat seat,
      Stores stores,
      Sources sources,
      Consumer<String> stirred,
      Supplier<String> edgeUrl) {
    this.seat = seat;
    this.stores = stores;
    this.sources = sources;
    this.stirred = stirred;
    this.edgeUrl = edgeUrl;
    seat.follow(entries -> signal.reached(entries.getLast().offset()));
    signal.reached(seat.world().offset());
  }

  @Override
  public World world() {
    return seat.world();
  }

  @Override
  public CompletableFuture<Reply> submit(Command command) {
    return seat.submit(command);
  }

  @Override
  public Seat.Report report() {
    return seat.report();
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
  public void stirred(String source) {
    stirred.accept(source);
  }

  @Override
  public Sources sources() {
    return sources;
  }

  @Override
  public Map<EffectKey, Progress> running() {
    var running = new TreeMap<EffectKey, Progress>();
    seat.running().forEach((key, it) -> running.put(key, new Progress(it.since(), it.line())));
    return running;
  }

  @Override
  public Map<String, Unread> unread() {
    return seat.unread();
  }

  @Override
  public String edgeUrl() {
    return edgeUrl.get();
  }

  @Override
  public InstantSource clock() {
    return seat.clock();
  }
}
