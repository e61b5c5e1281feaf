package speeder.server.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.api.Approvals;
import speeder.api.Audit;
import speeder.api.Autonomy;
import speeder.api.Convergence;
import speeder.api.Event;
import speeder.api.Health;
import speeder.api.Lock;
import speeder.api.Locks;
import speeder.api.Log;
import speeder.api.Next;
import speeder.api.Release;
import speeder.api.Rollout;
import speeder.api.Snapshot;
import speeder.api.Status;
import speeder.api.Tokens;
import speeder.api.Where;
import speeder.core.farm.Lane;
import speeder.core.value.EffectKey;
import speeder.engine.port.Logs.Visibility;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;
import speeder.server.fold.Fold;

/// Everything that can be read.
public final class Readings {
  /// Lines of one answer.
  public static final int LOG_LINES_MAX = 2_000;

  private final Desk desk;
  private final Tables tables;
  private final StatusReading status;
  private final ReleaseReading releases;
  private final RolloutReading rollouts;
  private final WhereReading where;
  private final JournalReading journal;
  private final LockReading locks;
  private final AccessReading access;
  private final AutonomyReading autonomy;
  private final AuditReading audit;
  private final ConvergenceReading convergence;
  private final NextReading next;

  public Readings(Desk desk, Fold fold) {
    this.desk = desk;
    this.tables = new Tables(desk, fold);
    var times = new Times(desk);
    this.access = new AccessReading(desk, times);
    this.autonomy = new AutonomyReading(desk, times);
    this.audit = new AuditReading(tables);
    this.convergence = new ConvergenceReading(desk, tables);
    this.status = new StatusReading(desk, tables, times, access, convergence);
    this.next = new NextReading(desk, times);
    this.releases = new ReleaseReading(desk, tables);
    this.rollouts = new RolloutReading(desk, tables);
    this.where = new WhereReading(desk, tables);
    this.journal = new JournalReading(desk);
    this.locks = new LockReading(desk);
  }

  /// @param all whether private lines may be seen
  public Status status(boolean all) throws PortFailure {
    return status.read(all);
  }

  /// @param lane empty for all of ours
  public Optional<Next> next(String lane) throws PortFailure {
    return next.read(lane);
  }

  public Release.Page releases(String lane, long before, int limit) throws PortFailure {
    return releases.page(lane, before, limit);
  }

  public Optional<Release.Detail> release(String id) throws PortFailure {
    return releases.detail(id);
  }

  public Optional<Snapshot> snapshot(String release) throws PortFailure {
    return releases.snapshot(release);
  }

  public Rollout.Page rollouts(String lane, long before, int limit) throws PortFailure {
    return rollouts.page(lane, before, limit);
  }

  public Optional<Rollout.Detail> rollout(long id) throws PortFailure {
    return rollouts.detail(id);
  }

  /// Lanes of the manifest in force.
  public List<String> lanes() {
    return desk.world().farm().lanes().stream().map(Lane::name).toList();
  }

  /// Whether it has the form of a commit, in full or of its first digits.
  public static boolean isCommit(String text) {
    return WhereReading.isCommit(text);
  }

  public Optional<Where> where(String source, String commit) throws PortFailure {
    return where.read(source, commit);
  }

  public Event.Page journal(long from, int max) throws PortFailure {
    return journal.page(from, max);
  }

  public Locks locks() {
    return locks.all();
  }

  /// By the lock, or by its holder's number.
  public Optional<Lock> lock(long name) {
    return locks.find(name);
  }

  public Tokens tokens() throws PortFailure {
    return access.tokens();
  }

  public Audit audit(String lane, String by, long before, int limit) throws PortFailure {
    return audit.page(lane, by, before, limit);
  }

  public Convergence convergence() throws PortFailure {
    return convergence.read();
  }

  public Autonomy autonomy() throws PortFailure {
    return autonomy.read();
  }

  public Approvals approvals() throws PortFailure {
    return new Approvals(access.proposals());
  }

  /// @param all whether private lines may be seen
  public Log log(EffectKey key, int lines, boolean all) throws PortFailure {
    var told = new ArrayList<Log.Line>();
    var reader = all ? Visibility.PRIVATE : Visibility.PUBLIC;
    for (var line : desk.logs().tail(key, Math.clamp(lines, 1, LOG_LINES_MAX), reader)) {
      told.add(new Log.Line(line.time(), line.visibility().name(), line.text()));
    }
    return new Log(key.toString(), all, told);
  }

  public Health health() {
    var world = desk.world();
    var status = world.exposure().silent() ? Health.EDGE_DOWN : Health.OK;
    return new Health(status, world.offset(), tables.offset(), StatusReading.server(desk.report()));
  }

  public String metrics(int streams) throws PortFailure {
    return Metrics.text(desk, tables, convergence.read(), streams);
  }
}
