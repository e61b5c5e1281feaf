package speeder.engine.reckon;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.snapshot.Overlaying;
import speeder.core.snapshot.Overlaying.Misfit;
import speeder.core.snapshot.Pick;
import speeder.core.source.ObjectId;
import speeder.core.source.SourceCommit;
import speeder.core.source.Tie;
import speeder.core.value.Refusal;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;

/// Whether what is composed fits together, by what the sources say. May be asked from several
/// threads.
public final class Fitting {
  private final Sources sources;
  private final RelationValues values;
  private final Changes changes;

  public Fitting(Sources sources) {
    this.sources = sources;
    this.values = new RelationValues(sources);
    this.changes = new Changes(sources);
  }

  public Optional<Misfit> misfit(Overlaying composed) throws PortFailure {
    var misfit = composed.misfit(values.all(composed.places()));
    return misfit.isPresent() ? misfit : useless(composed);
  }

  private Optional<Misfit> useless(Overlaying composed) throws PortFailure {
    var ties = ties(sources, composed.untold());
    return composed.useless(ties, changes.all(composed.wanted(ties)));
  }

  /// @param wanted by the commit up to which is asked: what was there before
  static SortedMap<SourceCommit, List<Tie>> ties(
      Sources sources, SortedMap<SourceCommit, Pick> wanted) throws PortFailure {
    var ties = new TreeMap<SourceCommit, List<Tie>>();
    for (var each : wanted.entrySet()) {
      var to = each.getKey();
      ties.put(to, sources.ties(to.source(), each.getValue().commit(), to.commit()));
    }
    return ties;
  }

  /// Why it does not fit, naming the source whose newer commit would do.
  ///
  /// @param heads where branches were last seen
  public Refusal why(Misfit misfit, SortedMap<String, ObjectId> heads) throws PortFailure {
    if (misfit.change().isPresent()) return why(misfit, misfit.change().get(), heads);
    var newer = misfit.newer(heads);
    return misfit.naming(newer, values.all(newer.values()));
  }

  private Refusal why(Misfit misfit, String change, SortedMap<String, ObjectId> heads)
      throws PortFailure {
    for (var head : heads.entrySet()) {
      if (misfit.composed().pick(head.getKey()).isEmpty()) continue;
      var brought = sources.changes(head.getKey(), head.getValue(), Set.of(change)).values();
      if (!brought.isEmpty()) return misfit.broughtBy(head.getKey(), brought.iterator().next());
    }
    return misfit.why();
  }
}
