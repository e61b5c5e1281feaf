package speeder.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import speeder.core.source.Footers;
import speeder.core.source.ObjectId;
import speeder.core.source.Tie;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;

/// What messages of one mirror's commits say beside their text.
record Messages(String source, Repository repository) {
  List<Tie> ties(ObjectId from, ObjectId to) throws PortFailure {
    try (var walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(Ids.theirs(to)));
      walk.markUninteresting(walk.parseCommit(Ids.theirs(from)));
      var ties = new ArrayList<Tie>();
      int looked = 0;
      for (var commit : walk) {
        if (++looked > Sources.LINE_MAX) break;
        for (var on : Footers.dependsOn(commit.getFullMessage())) {
          ties.add(new Tie(Ids.ours(commit), on));
        }
      }
      return List.copyOf(ties);
    } catch (IOException failure) {
      throw Faults.history(source, to, failure);
    }
  }

  SortedMap<String, ObjectId> changes(ObjectId from, Set<String> changes) throws PortFailure {
    try (var walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(Ids.theirs(from)));
      var found = new TreeMap<String, ObjectId>();
      int looked = 0;
      for (var commit : walk) {
        if (++looked > Sources.LINE_MAX || found.size() == changes.size()) break;
        for (var name : Footers.names(commit.getFullMessage(), Ids.ours(commit))) {
          if (changes.contains(name)) found.putIfAbsent(name, Ids.ours(commit));
        }
      }
      return found;
    } catch (IOException failure) {
      throw Faults.history(source, from, failure);
    }
  }
}
