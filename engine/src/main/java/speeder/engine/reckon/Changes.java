package speeder.engine.reckon;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.source.ObjectId;
import speeder.core.source.SourceCommit;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;

/// Which changes commits have in their history. Where a change was found once, and where it was
/// not, is kept: a history never changes.
final class Changes {
  private static final int KEPT_MAX = 10_000;

  private final Sources sources;
  private final Map<SourceCommit, Map<String, Optional<ObjectId>>> kept =
      Collections.synchronizedMap(new Recent());

  Changes(Sources sources) {
    this.sources = sources;
  }

  SortedMap<SourceCommit, SortedSet<String>> all(SortedMap<SourceCommit, SortedSet<String>> wanted)
      throws PortFailure {
    var found = new TreeMap<SourceCommit, SortedSet<String>>();
    for (var each : wanted.entrySet()) found.put(each.getKey(), of(each.getKey(), each.getValue()));
    return found;
  }

  private SortedSet<String> of(SourceCommit at, SortedSet<String> wanted) throws PortFailure {
    var known = new HashMap<>(kept.getOrDefault(at, Map.of()));
    var open = new TreeSet<>(wanted);
    open.removeAll(known.keySet());
    if (!open.isEmpty()) {
      var looked = sources.changes(at.source(), at.commit(), open);
      for (var change : open) known.put(change, Optional.ofNullable(looked.get(change)));
      kept.put(at, Map.copyOf(known));
    }
    var there = new TreeSet<String>();
    for (var change : wanted) {
      if (known.getOrDefault(change, Optional.empty()).isPresent()) there.add(change);
    }
    return there;
  }

  private static final class Recent
      extends LinkedHashMap<SourceCommit, Map<String, Optional<ObjectId>>> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(
        Map.Entry<SourceCommit, Map<String, Optional<ObjectId>>> eldest) {
      return size() > KEPT_MAX;
    }
  }
}
