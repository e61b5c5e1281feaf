package speeder.offline.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import speeder.core.farm.Farm;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.value.Digest;
import speeder.engine.input.InputFile;
import speeder.engine.input.Located;
import speeder.engine.input.Located.Members;
import speeder.engine.input.Malformed;
import speeder.engine.port.PortFailure;

/// A snapshot as `snapshot --json` prints it. Written by hand, a source needs `name`, `commit` and
/// `tree` alone.
///
/// @param digest that the snapshot goes by; none where the file neither names it nor says enough to
///   work it out
/// @param mix whether a bisection made it, for a trial and nothing else
public record SnapshotFile(Optional<Digest> digest, Snapshot snapshot, boolean mix) {
  private static final String REMEDY = "Write what `speeder snapshot --json` prints.";
  private static final Set<String> FIELDS =
      Set.of("snapshot", "sources", "restless", "held", "mix");
  private static final Set<String> OF_SOURCE = Set.of("name", "commit", "tree", "at", "why");

  /// Where a source sits when the file does not say.
  private static final String NOWHERE = "";

  public static SnapshotFile read(Path file) throws PortFailure {
    return new InputFile(file, "snapshot", REMEDY).whole(SnapshotFile::of);
  }

  private static SnapshotFile of(Located whole) throws Malformed {
    var members = whole.members("a snapshot, an object").only(FIELDS);
    var snapshot = new Snapshot(picks(members.need("sources")), restless(members));
    boolean placed = snapshot.picks().stream().noneMatch(pick -> pick.at().equals(NOWHERE));
    var own = placed ? Optional.of(snapshot.digest()) : Optional.<Digest>empty();
    var said = members.find("snapshot");
    boolean mix = members.find("mix").filter(it -> it.title().equals("true")).isPresent();
    if (said.isEmpty()) return new SnapshotFile(own, snapshot, mix);
    var digest = said.get().digest();
    if (own.filter(known -> !known.equals(digest)).isPresent()) {
      throw said.get().wrong(own.get() + ", which these sources give");
    }
    return new SnapshotFile(Optional.of(digest), snapshot, mix);
  }

  private static List<Pick> picks(Located sources) throws Malformed {
    var list = sources.items("a list of sources");
    if (list.all().isEmpty()) throw new Malformed(list.at(), "at least one source", "none");
    if (list.all().size() > Farm.SOURCES_MAX) {
      throw new Malformed(list.at(), "at most " + Farm.SOURCES_MAX + " sources", "more");
    }
    var names = new HashSet<String>();
    var picks = new ArrayList<Pick>();
    for (var item : list.all()) {
      var source = item.members("a source, an object").only(OF_SOURCE);
      var name = source.need("name").text("a source's name");
      if (!names.add(name.text())) throw name.wrong("each source once");
      picks.add(pick(name.text(), source));
    }
    return picks;
  }

  private static Pick pick(String name, Members source) throws Malformed {
    return new Pick(
        name,
        source.findText("at").orElse(NOWHERE),
        source.need("commit").objectId(),
        source.need("tree").objectId(),
        why(source));
  }

  private static Pick.Why why(Members source) throws Malformed {
    var why = source.find("why");
    if (why.isEmpty()) return Pick.Why.HEAD;
    var word = why.get().text("a word");
    for (var each : Pick.Why.values()) if (each.name().equals(word.text())) return each;
    throw word.wrong("HEAD, HELD_BACK, PINNED or LAID_OVER");
  }

  private static List<String> restless(Members members) throws Malformed {
    var restless = members.find("restless");
    if (restless.isEmpty()) return List.of();
    var names = new ArrayList<String>();
    for (var each : restless.get().items("a list of sources").all()) {
      names.add(each.text("a source's name").text());
    }
    return names;
  }
}
