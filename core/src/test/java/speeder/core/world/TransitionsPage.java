package speeder.core.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import speeder.core.candidate.CandidateTable;
import speeder.core.rollout.RolloutTable;

/// Both tables as a page: a drawing and the rows of each.
final class TransitionsPage {
  private record Row(String from, String step, String to) {}

  private TransitionsPage() {}

  static String text() {
    var candidate =
        CandidateTable.ROWS.stream()
            .map(it -> new Row(it.from().name(), it.step().name(), it.to().name()))
            .toList();
    var rollout =
        RolloutTable.ROWS.stream()
            .map(it -> new Row(it.from().name(), it.step().name(), it.to().name()))
            .toList();
    return """
    # Transitions

    Everything that can happen to a candidate and to a rollout. What has no row does not happen.
    This page is written from `CandidateTable` and `RolloutTable`; a test holds it to them, and
    another that every row is gone through by a story.

    ## Candidate

    A snapshot on its way to a release. Image and gate are worked on side by side.

    %s
    ## Rollout

    The walk of one release through the stages of its lane, forward or back. `LOOKING` and
    `HALTED` remember where they came from: `SEEN` and `RESUMED` lead back there. In the drawing
    they stand apart; steps that stay in a phase are in the rows alone.

    %s\
    """
        .formatted(part(candidate, Set.of()), part(rollout, Set.of("LOOKING", "HALTED")));
  }

  private static String part(List<Row> rows, Set<String> apart) {
    return drawing(rows, apart) + "\n" + table(rows);
  }

  private static String drawing(List<Row> rows, Set<String> apart) {
    var text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
    var ends = new TreeSet<String>();
    rows.forEach(row -> ends.add(row.to()));
    rows.forEach(row -> ends.remove(row.from()));
    text.append("  [*] --> ").append(rows.getFirst().from()).append('\n');
    arrows(rows, apart)
        .forEach((arrow, steps) ->
            text.append("  %s : %s\n".formatted(arrow, String.join(", ", steps))));
    ends.forEach(end -> text.append("  %s --> [*]\n".formatted(end)));
    return text.append("```\n").toString();
  }

  private static Map<String, Set<String>> arrows(List<Row> rows, Set<String> apart) {
    var arrows = new LinkedHashMap<String, Set<String>>();
    for (var row : rows) {
      boolean drawn =
          !row.from().equals(row.to()) && !apart.contains(row.from()) && !apart.contains(row.to());
      if (!drawn) continue;
      arrows.computeIfAbsent(row.from() + " --> " + row.to(), _ -> new TreeSet<>()).add(row.step());
    }
    return arrows;
  }

  private static String table(List<Row> rows) {
    var text = new StringBuilder("| from | step | to |\n|---|---|---|\n");
    rows.forEach(
        row -> text.append("| %s | %s | %s |\n".formatted(row.from(), row.step(), row.to())));
    return text.toString();
  }
}
