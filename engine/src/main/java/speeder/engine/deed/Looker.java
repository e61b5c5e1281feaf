package speeder.engine.deed;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import speeder.core.source.Source;
import speeder.core.value.EffectKey;
import speeder.core.value.Slot;
import speeder.core.world.Effect.Watch;
import speeder.core.world.Effect.WatchCalendar;
import speeder.core.world.Effect.WatchEdge;
import speeder.core.world.Effect.WatchHoldFile;
import speeder.core.world.Effect.WatchLeases;
import speeder.core.world.Effect.WatchOutside;
import speeder.core.world.Effect.WatchRelease;
import speeder.core.world.Effect.WatchSlots;
import speeder.core.world.Effect.WatchSources;
import speeder.core.world.Input;
import speeder.core.world.Input.Observation;
import speeder.engine.port.PortFailure;

/// Takes one look for a watch, and says what it saw if that is news or was due.
///
/// Looks of different watches may run at once; looks of one watch follow one another. No release is
/// looked at before all that should run was once seen to run: where the machine was started anew, a
/// look would find that its containers are gone, and that is not the release's fault.
public final class Looker {
  private final Ports ports;
  private final Farms farms;
  private final HeadLooks heads;
  private final Assessing assessing;
  private final Leasing leasing;
  private final Outsides outsides;
  private volatile boolean sighted;

  public Looker(Ports ports) {
    this.ports = ports;
    this.farms = new Farms(ports.documents());
    this.heads = new HeadLooks(ports.sources());
    this.assessing = new Assessing(ports, farms);
    this.leasing = new Leasing(ports.leases());
    this.outsides = new Outsides(ports.outside());
  }

  /// @param now the time of the look
  public Optional<Observation> look(Watch watch, Instant now) throws PortFailure {
    return switch (watch) {
      case WatchSources sources -> heads(sources, Optional.empty(), now);
      case WatchSlots slots -> slots(slots);
      case WatchLeases leases -> leasing.look(leases);
      case WatchOutside outside -> outsides.look(outside);
      case WatchHoldFile file -> holdFile(file);
      case WatchCalendar calendar -> calendar(calendar, now);
      case WatchEdge _ -> edge();
      case WatchRelease release -> sighted ? assessing.look(release, now) : Optional.empty();
    };
  }

  /// Looks only at the sources that are said to have moved; without a word, at all.
  public Optional<Observation> heads(WatchSources watch, Optional<Set<String>> stirred, Instant now)
      throws PortFailure {
    return heads.look(sources(watch), stirred, now);
  }

  /// Sources that cannot be read, by name.
  public Map<String, Unread> unread() {
    return heads.unread();
  }

  /// The sources a watch is about.
  public List<Source> sources(WatchSources watch) throws PortFailure {
    return farms.farm(watch.manifest()).sources();
  }

  private Optional<Observation> holdFile(WatchHoldFile watch) {
    var now = ports.stop().present();
    return now.equals(watch.known()) ? Optional.empty() : Optional.of(new Input.HoldFileSeen(now));
  }

  private Optional<Observation> calendar(WatchCalendar watch, Instant now) {
    var name = watch.calendar();
    try {
      var said = ports.calendars().read(name, now);
      boolean news = watch.known().isNews(name, said, now);
      return news ? Optional.of(Input.CalendarSeen.saying(name, said)) : Optional.empty();
    } catch (PortFailure failure) {
      boolean news = watch.known().isNews(name, failure.why());
      return news ? Optional.of(Input.CalendarSeen.unread(name, failure.why())) : Optional.empty();
    }
  }

  private Optional<Observation> slots(WatchSlots watch) throws PortFailure {
    var running = new TreeSet<Slot>();
    for (var found : ports.cluster().list()) {
      if (found.ready()) running.add(found.slot());
    }
    if (!running.containsAll(watch.expected())) return Optional.of(new Input.SlotsSeen(running));
    sighted = true;
    return Optional.empty();
  }

  private Optional<Observation> edge() {
    try {
      var _ = ports.routes().inForce();
      return Optional.empty();
    } catch (PortFailure silent) {
      return Optional.of(new Input.EdgeSilent());
    }
  }

  /// Forgets a watch that is over.
  public void forget(EffectKey key, Instant now) throws PortFailure {
    assessing.forget(key, now);
    leasing.forget(key);
    outsides.forget(key);
  }
}
