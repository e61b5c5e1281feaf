package speeder.engine.reckon;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import speeder.core.farm.Farm;
import speeder.core.snapshot.Freeze;
import speeder.core.snapshot.FreezeOrder;
import speeder.core.snapshot.Freezing;
import speeder.core.snapshot.Freezing.ChangesWanted;
import speeder.core.snapshot.Freezing.Ended;
import speeder.core.snapshot.Freezing.HeadsWanted;
import speeder.core.snapshot.Freezing.SoundWanted;
import speeder.core.snapshot.Freezing.TiesWanted;
import speeder.core.snapshot.Freezing.ValuesWanted;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.Head;
import speeder.core.source.Marks;
import speeder.core.source.SourceCommit;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;

/// Walks the steps of a freezing with what the sources say. May be asked from several threads.
public final class Freezer {
  private final Sources sources;
  private final RelationValues values;
  private final Changes changes;
  private final Pins pins;

  public Freezer(Sources sources) {
    this.sources = sources;
    this.values = new RelationValues(sources);
    this.changes = new Changes(sources);
    this.pins = new Pins(sources);
  }

  /// @param last what the lane's last snapshot held: what sources out of reach fall back to
  /// @param marks what people said of sources and commits
  /// @param held sources that stay where they are
  public Freeze freeze(Farm farm, Optional<Snapshot> last, Marks marks, SortedSet<String> held)
      throws PortFailure {
    var order = FreezeOrder.of(farm.sources(), farm.relations(), last).holding(held);
    return freeze(order.under(pins.picks(farm, last, marks), List.copyOf(marks.bad().values())));
  }

  public Freeze freeze(FreezeOrder order) throws PortFailure {
    var step = Freezing.begin(order);
    while (true) {
      switch (step) {
        case Ended(var freeze) -> {
          return freeze;
        }
        case HeadsWanted heads -> step = heads.given(sources.read(heads.wanted()));
        case SoundWanted wanted -> step = wanted.given(sound(wanted));
        case ValuesWanted wanted -> step = wanted.given(values.all(wanted.wanted()));
        case TiesWanted wanted -> step = wanted.given(Fitting.ties(sources, wanted.wanted()));
        case ChangesWanted wanted -> step = wanted.given(changes.all(wanted.wanted()));
      }
    }
  }

  private SortedMap<SourceCommit, Optional<Head>> sound(SoundWanted wanted) throws PortFailure {
    var sound = new TreeMap<SourceCommit, Optional<Head>>();
    for (var at : wanted.wanted()) {
      var bad = wanted.order().bad(at.source());
      sound.put(at, sources.sound(at.source(), at.commit(), bad));
    }
    return sound;
  }
}
