package speeder.server.fold;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import speeder.api.Rollout;
import speeder.engine.codec.FactCodec;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views;
import speeder.engine.port.Views.Table;
import speeder.server.Desk;
import speeder.server.Signal;

/// Follows the journal and keeps the tables up to date, on a thread of its own.
public final class Fold implements AutoCloseable {
  /// Names what the tables hold. A change of [Folding] or of the rows' form raises it: then they
  /// are folded anew.
  public static final String VERSION = "front/3";

  private static final int BATCH = 1_000;
  private static final Duration NAP = Duration.ofSeconds(10);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final System.Logger LOG = System.getLogger("speeder.server");

  private final Desk desk;
  private final Signal folded = new Signal();
  private final Thread thread;
  private volatile long offset;
  private volatile boolean closed;

  private Fold(Desk desk) {
    this.desk = desk;
    this.thread = Thread.ofPlatform().name("speeder-fold").daemon().unstarted(this::run);
  }

  public static Fold start(Desk desk) {
    var fold = new Fold(desk);
    fold.thread.start();
    return fold;
  }

  /// Offset of the last entry that the tables hold.
  public long offset() {
    return offset;
  }

  /// Waits until the tables hold an entry, or for `longest`.
  ///
  /// @return whether they do
  public boolean await(long entry, Duration longest) throws InterruptedException {
    return folded.await(entry - 1, longest);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    while (!closed) {
      try {
        follow();
      } catch (PortFailure failure) {
        LOG.log(Level.WARNING, "Pages lag behind: {0}", failure.getMessage());
        if (!rest(AFTER_FAILURE)) return;
      } catch (RuntimeException fault) {
        LOG.log(Level.ERROR, "Pages lag behind: an entry could not be folded", fault);
        if (!rest(AFTER_FAILURE)) return;
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private void follow() throws PortFailure, InterruptedException {
    var stamp = desk.views().stamp();
    if (!stamp.fold().equals(VERSION)) desk.views().reset(VERSION);
    reached(stamp.fold().equals(VERSION) ? stamp.offset() : 0);
    var folding = new Folding(new Past(desk), open());
    while (!closed) {
      if (!batch(folding)) desk.await(offset, NAP);
    }
  }

  private Map<Long, Rollout> open() throws PortFailure {
    var open = new LinkedHashMap<Long, Rollout>();
    for (var row : desk.views().newest(Table.ROLLOUTS, "", Long.MAX_VALUE, Views.LIST_MAX)) {
      var rollout = Rows.read(row.json(), Rollout.class);
      if (rollout.open()) open.put(rollout.id(), rollout);
    }
    return open;
  }

  private boolean batch(Folding folding) throws PortFailure {
    var entries = desk.journal(offset + 1, BATCH);
    if (entries.isEmpty()) return false;
    var rows = new Rows(desk.views());
    for (var entry : entries) folding.fold(rows, entry, FactCodec.decode(entry));
    long last = entries.getLast().offset();
    desk.views().apply(last, rows.changes());
    reached(last);
    return true;
  }

  private void reached(long last) {
    offset = last;
    folded.reached(last);
  }

  private boolean rest(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException stopped) {
      return false;
    }
  }
}
