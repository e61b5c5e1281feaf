package speeder.core.gate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import speeder.core.evidence.Evidence;
import speeder.core.evidence.Evidence.Outcome;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;

/// Which pairs of a snapshot's sources some passed run had together at exactly these commits.
///
/// It shows what nobody ever saw and ranks what is owed. It proves nothing: pairs never add up.
///
/// @param witnessed how many of `all` pairs
/// @param unseen the first of those that no run had, at most [#LISTED_MAX]
public record Pairs(long witnessed, long all, List<Pair> unseen) {
  public static final int LISTED_MAX = 1_000;

  public record Pair(String one, String other) {}

  public static Pairs of(Snapshot snapshot, Collection<Evidence> evidence) {
    var picks = snapshot.picks();
    var together = new BitSet[picks.size()];
    for (int i = 0; i < together.length; i++) together[i] = new BitSet(picks.size());
    for (var run : distinctRuns(picks, evidence)) {
      for (int i = run.nextSetBit(0); i >= 0; i = run.nextSetBit(i + 1)) together[i].or(run);
    }
    return count(picks, together);
  }

  /// What the passed runs had, each set of sources once.
  private static Collection<BitSet> distinctRuns(List<Pick> picks, Collection<Evidence> evidence) {
    var places = new TreeMap<String, Integer>();
    for (int i = 0; i < picks.size(); i++) places.put(picks.get(i).source(), i);
    var runs = new HashSet<BitSet>();
    for (var run : evidence) {
      if (run.outcome() == Outcome.PASSED) runs.add(present(run, picks, places));
    }
    return runs;
  }

  private static BitSet present(Evidence run, List<Pick> picks, TreeMap<String, Integer> places) {
    var present = new BitSet(picks.size());
    for (var installed : run.installed()) {
      installed
          .source()
          .map(places::get)
          .filter(i -> installed.isAt(picks.get(i)))
          .ifPresent(present::set);
    }
    return present;
  }

  private static Pairs count(List<Pick> picks, BitSet[] together) {
    long witnessed = 0;
    var unseen = new ArrayList<Pair>();
    for (int i = 0; i < together.length; i++) {
      for (int j = i + 1; j < together.length; j++) {
        if (together[i].get(j)) witnessed++;
        else if (unseen.size() < LISTED_MAX) {
          unseen.add(new Pair(picks.get(i).source(), picks.get(j).source()));
        }
      }
    }
    long sources = picks.size();
    return new Pairs(witnessed, sources * (sources - 1) / 2, List.copyOf(unseen));
  }
}
