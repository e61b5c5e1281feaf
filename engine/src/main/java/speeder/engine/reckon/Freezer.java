package speeder.engine.reckon;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.Farm;
import speeder.core.snapshot.Freeze;
import speeder.core.snapshot.FreezeOrder;
import speeder.core.snapshot.Freezing;
import speeder.core.snapshot.Freezing.Ended;
import speeder.core.snapshot.Freezing.HeadsWanted;
import speeder.core.snapshot.Freezing.ValuesWanted;
import speeder.core.snapshot.Snapshot;
import speeder.core.snapshot.Value;
import speeder.core.snapshot.ValueAt;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;

/// Walks the steps of a freezing with what the sources say. May be asked from several threads.
public final class Freezer {
  private final Sources sources;
  private final RelationValues values;

  public Freezer(Sources sources) {
    this.sources = sources;
    this.values = new RelationValues(sources);
  }

  /// @param last what the lane's last snapshot held: what sources out of reach fall back to
  public Freeze freeze(Farm farm, Optional<Snapshot> last) throws PortFailure {
    return freeze(FreezeOrder.of(farm.sources(), farm.relations(), last));
  }

  public Freeze freeze(FreezeOrder order) throws PortFailure {
    var step = Freezing.begin(order);
    while (true) {
      switch (step) {
        case Ended(var freeze) -> {
          return freeze;
        }
        case HeadsWanted heads -> step = heads.given(sources.read(heads.wanted()));
        case ValuesWanted wanted -> step = wanted.given(read(wanted));
      }
    }
  }

  private SortedMap<ValueAt, Value> read(ValuesWanted wanted) throws PortFailure {
    var read = new TreeMap<ValueAt, Value>();
    for (var at : wanted.wanted()) read.put(at, values.at(at));
    return read;
  }
}
