package speeder.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import speeder.core.value.EffectKey;
import speeder.core.world.Input.Command;
import speeder.core.world.Reply;
import speeder.core.world.World;
import speeder.engine.Seat;
import speeder.engine.deed.Unread;
import speeder.engine.port.Documents;
import speeder.engine.port.Entry;
import speeder.engine.port.Leases;
import speeder.engine.port.Logs;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.port.Views;

/// All that the server needs of a running engine.
public interface Desk {
  /// The latest World; never waits.
  World world();

  /// Asks; the reply comes once its facts are durable. Fails with a `PortFailure` where nobody can
  /// say whether they are, or where this server does not lead.
  CompletableFuture<Reply> submit(Command command);

  /// Whether this server leads, or whom it follows.
  Seat.Report report();

  /// Durable entries from an offset on, at most `max`.
  List<Entry> journal(long from, int max) throws PortFailure;

  /// Waits until there is an entry beyond an offset, or for `longest`. Whoever follows the journal
  /// reads what is new after it, at a pace of its own.
  void await(long offset, Duration longest) throws InterruptedException;

  Views views();

  Leases leases();

  Logs logs();

  Documents documents();

  /// A source may have moved: it is looked at.
  void stirred(String source);

  /// For histories of commits.
  Sources sources();

  /// Deeds that run now.
  Map<EffectKey, Progress> running();

  /// Sources that cannot be read, by name.
  Map<String, Unread> unread();

  /// Where the lanes' traffic comes in; empty without an edge.
  String edgeUrl();

  InstantSource clock();

  /// @param line what it last said; private
  record Progress(Instant since, String line) {}
}
