package speeder.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import speeder.core.bisect.Bisection;
import speeder.core.bisect.Bisection.Said;
import speeder.core.bisect.Bisection.Stand;
import speeder.core.bisect.Line;
import speeder.core.bisect.Step;
import speeder.core.snapshot.Overlaying;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.Commit;
import speeder.core.source.Head;
import speeder.core.source.ObjectId;
import speeder.core.source.Relation;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.reckon.Fitting;

/// What lies between two snapshots.
record Mixes(Snapshot good, List<Line> lines) {
  private static final String TRIED = "Tried by a bisection";

  Mixes {
    lines = List.copyOf(lines);
  }

  /// @param suspects how much likelier than others the commits of some sources break
  static Mixes between(Sources sources, Snapshot good, Snapshot bad, Map<String, Integer> suspects)
      throws Failure, PortFailure {
    for (var name : suspects.keySet()) {
      if (good.pick(name).isEmpty()) throw noSource(name);
    }
    var lines = new ArrayList<Line>();
    for (var from : good.picks()) {
      var to = bad.pick(from.source()).orElseThrow();
      if (to.commit().equals(from.commit())) continue;
      int weight = BisectCommand.weight(suspects, from.source());
      lines.add(new Line(from.source(), picks(sources, from, to), weight));
    }
    return new Mixes(good, lines);
  }

  private static Failure noSource(String name) {
    return Failure.badInput(
        "no-such-source", "The snapshots have no source %s.".formatted(name), "Name one of them.");
  }

  /// The commits on the way from one to the other: forward, back, or, where neither leads to the
  /// other, those two alone.
  private static List<Pick> picks(Sources sources, Pick from, Pick to) throws PortFailure {
    var source = from.source();
    boolean back = sources.holds(source, from.commit(), to.commit());
    var way =
        back
            ? sources.line(source, to.commit(), from.commit())
            : sources.line(source, from.commit(), to.commit()).reversed();
    var picks = new ArrayList<Pick>();
    picks.add(from);
    for (var head : way.subList(Math.min(1, way.size()), way.size())) picks.add(pick(from, head));
    if (!picks.getLast().commit().equals(to.commit())) picks.add(to);
    return picks;
  }

  private static Pick pick(Pick of, Head head) {
    return new Pick(
        of.source(), of.at(), head.commit(), head.tree(), Pick.Why.LAID_OVER, Optional.of(TRIED));
  }

  Stand stand(Map<Digest, Said> said) {
    return Bisection.of(good, lines, said);
  }

  /// Why a mix does not fit together, where the good snapshot does.
  Optional<String> misfit(List<Relation> relations, Sources sources, Snapshot mix)
      throws PortFailure {
    var heads = new TreeMap<String, Head>();
    for (var pick : mix.picks()) {
      var found = sources.find(pick.source(), pick.commit().hex());
      found.ifPresent(it -> heads.put(pick.source(), it));
    }
    var laid = Overlaying.of(relations, good, heads, TRIED);
    return new Fitting(sources).misfit(laid).map(it -> it.why().sentence());
  }

  /// A step that may be the one.
  record Suspect(String source, ObjectId commit, ObjectId before) {
    static Suspect of(Step step) {
      return new Suspect(step.source(), step.to().commit(), step.from().commit());
    }

    String text() {
      return "%s %s".formatted(source, commit);
    }
  }

  /// The step that breaks.
  ///
  /// @param commits what it brings, newest first: more than one where it is a merge, or where no
  ///   line leads to it
  record Found(String source, ObjectId commit, ObjectId before, List<Brought> commits) {
    Found {
      commits = List.copyOf(commits);
    }

    static Found of(Step step, Sources sources) throws PortFailure {
      var before = step.from().commit();
      var commit = step.to().commit();
      var described = sources.describe(step.source(), Optional.of(before), commit);
      return new Found(
          step.source(), commit, before, described.commits().stream().map(Brought::of).toList());
    }

    /// How to take back what serves it.
    String remedy() {
      return "No snapshot is to hold it: speeder bad %s %s --reason TEXT".formatted(source, commit);
    }

    String text() {
      var subject = commits.isEmpty() ? "" : ": " + commits.getFirst().subject();
      return "%s %s%s".formatted(source, commit, subject);
    }
  }

  record Brought(ObjectId commit, String author, String subject) {
    static Brought of(Commit commit) {
      return new Brought(commit.id(), commit.author(), commit.subject());
    }
  }
}
