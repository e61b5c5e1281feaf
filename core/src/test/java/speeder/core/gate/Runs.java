package speeder.core.gate;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.evidence.Evidence;
import speeder.core.evidence.Evidence.Outcome;
import speeder.core.evidence.Installed;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.ObjectId;

/// Snapshots, suites and runs in a short form: `core@1` is commit 1 of source core.
final class Runs {
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private Runs() {}

  static Snapshot snapshot(String... contents) {
    return new Snapshot(
        Arrays.stream(contents)
            .map(each ->
                new Pick(
                    source(each), "/srv/" + source(each), commit(each), tree(each), Pick.Why.HEAD))
            .toList(),
        List.of());
  }

  /// A suite of some sources, or of all where none is named.
  static Suite suite(String name, String... sources) {
    Optional<SortedSet<String>> installs =
        sources.length == 0 ? Optional.empty() : Optional.of(new TreeSet<>(List.of(sources)));
    return new Suite(name, installs, new TreeMap<>());
  }

  static Suite with(Suite suite, String factor, String value) {
    var factors = new TreeMap<>(suite.factors());
    factors.put(factor, value);
    return new Suite(suite.name(), suite.installs(), factors);
  }

  static Evidence passed(String id, String suite, String... contents) {
    return run(id, suite, Outcome.PASSED, contents);
  }

  static Evidence failed(String id, String suite, String... contents) {
    return run(id, suite, Outcome.FAILED, contents);
  }

  static Evidence run(String id, String suite, Outcome outcome, String... contents) {
    var installed =
        Arrays.stream(contents).map(each -> Installed.at(source(each), commit(each))).toList();
    return new Evidence(
        id, suite, outcome, installed, new TreeMap<>(), Optional.of(NOON), Optional.empty());
  }

  static Evidence with(Evidence run, String factor, String value) {
    SortedMap<String, SortedSet<String>> factors = new TreeMap<>(run.factors());
    factors.put(factor, new TreeSet<>(List.of(value)));
    return new Evidence(
        run.id(),
        run.suite(),
        run.outcome(),
        run.installed(),
        factors,
        run.finishedAt(),
        run.url());
  }

  static Evidence at(Evidence run, Optional<Instant> time) {
    return new Evidence(
        run.id(), run.suite(), run.outcome(), run.installed(), run.factors(), time, run.url());
  }

  static ObjectId commit(String content) {
    return new ObjectId("%040x".formatted(content.hashCode() & 0xffffffffL));
  }

  /// Commits whose number has the same last digit have the same tree.
  static ObjectId tree(String content) {
    return commit(source(content) + content.charAt(content.length() - 1) + "-tree");
  }

  private static String source(String content) {
    return content.substring(0, content.indexOf('@'));
  }
}
