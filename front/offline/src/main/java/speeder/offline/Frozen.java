package speeder.offline;

import java.util.List;
import java.util.stream.Collectors;
import speeder.core.snapshot.Freeze;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;

/// A snapshot as people and programs read it, and as `gate` and `build` read it again.
///
/// @param snapshot its digest
/// @param restless sources that still moved while they were read
/// @param held sources that do not stand at their head, and why
record Frozen(Digest snapshot, List<Source> sources, List<String> restless, List<Held> held) {
  Frozen {
    sources = List.copyOf(sources);
    restless = List.copyOf(restless);
    held = List.copyOf(held);
  }

  record Source(String name, String at, ObjectId commit, ObjectId tree, Pick.Why why) {
    static Source of(Pick pick) {
      return new Source(pick.source(), pick.at(), pick.commit(), pick.tree(), pick.why());
    }
  }

  record Held(String source, String code, String sentence, String remedy) {
    static Held of(Freeze.HeldBack held) {
      var why = held.why();
      return new Held(held.source(), why.code(), why.sentence(), why.remedy());
    }
  }

  static Frozen of(Freeze.Frozen freeze) {
    var snapshot = freeze.snapshot();
    return new Frozen(
        snapshot.digest(),
        sources(snapshot),
        snapshot.restless(),
        freeze.held().stream().map(Held::of).toList());
  }

  static List<Source> sources(Snapshot snapshot) {
    return snapshot.picks().stream().map(Source::of).toList();
  }

  String text() {
    int wide = sources.stream().mapToInt(it -> it.name().length()).max().orElse(0);
    var rows =
        sources.stream()
            .map(it -> "%s  %s".formatted(it.commit(), padded(it.name(), wide)) + "  " + it.at())
            .collect(Collectors.joining("\n"));
    var moving = restless.isEmpty() ? "" : "\nstill moved: " + String.join(", ", restless);
    var back = held.stream().map(it -> "\nheld back: " + it.sentence()).toList();
    return snapshot + "\n" + rows + moving + String.join("", back);
  }

  private static String padded(String text, int wide) {
    return text + " ".repeat(wide - text.length());
  }
}
