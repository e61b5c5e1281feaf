package speeder.offline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import speeder.core.evidence.Evidence;
import speeder.core.farm.GatePolicy;
import speeder.core.gate.Question;
import speeder.core.gate.Suite;
import speeder.core.value.Digest;
import speeder.core.value.Nearness;
import speeder.core.value.Refusal;
import speeder.engine.port.PortFailure;
import speeder.engine.reckon.GateReport;
import speeder.offline.file.SnapshotFile;
import speeder.offline.file.SuitesFile;
import speeder.wiring.Results;

/// `speeder gate`: what is proven about a snapshot, and what must still run.
@Command(
    name = "gate",
    description = "Say which suites are proven on exactly this snapshot, and which must run.")
final class GateCommand extends FileCommand {
  @Option(
      names = "--snapshot",
      required = true,
      paramLabel = "FILE",
      description = "What snapshot --json printed.")
  private Path snapshot = Path.of("");

  @Option(
      names = "--evidence",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "In-toto test results, one a line.")
  private List<Path> evidence = List.of();

  @Option(
      names = "--interactions",
      paramLabel = "FILE",
      description =
          "The suites to ask for, and which sources the job of each installs; without it, those of"
              + " the evidence, each with all sources.")
  private Optional<Path> interactions = Optional.empty();

  @Option(
      names = "--suite",
      arity = "1..*",
      paramLabel = "NAME",
      description = "Ask for these suites only.")
  private List<String> wanted = List.of();

  @Option(
      names = "--patches",
      paramLabel = "ID",
      description = "What names the patches laid over the sources.")
  private Optional<String> patches = Optional.empty();

  @Option(
      names = "--not-before",
      paramLabel = "TIME",
      description = "Older evidence does not count: a time like 2026-03-02T12:00:00Z.")
  private Optional<Instant> notBefore = Optional.empty();

  /// @param snapshot that the answer is about
  record Answered(Optional<Digest> snapshot, @JsonUnwrapped GateReport report) {}

  @Override
  Exit run(Session session) throws Failure, PortFailure {
    var asked = Failure.input(() -> SnapshotFile.read(snapshot));
    if (asked.mix()) throw mix();
    var declared = declared();
    var rows = Failure.input(() -> Results.read(evidence));
    var suites = suites(declared, rows);
    leftOut(session, suites, rows);
    var question = new Question(asked.snapshot(), suites, patches, notBefore);
    var report = GateReport.of(question, rows, GatePolicy.Unknown.SHUT);
    if (interactions.isEmpty() && !report.open()) {
      session.note("each suite is taken to install every source; say otherwise: --interactions");
    }
    session.answer(new Answered(asked.digest(), report), text(report));
    return report.open() ? Exit.DONE : Exit.NO;
  }

  private static Failure mix() {
    return new Failure(
        Exit.NO,
        Failure.Problem.of(
            new Refusal(
                "mix-never-gated",
                "The snapshot is a mix that a bisection made: it is tried, and never gated.",
                "Ask for one that was frozen: speeder snapshot")));
  }

  private Optional<List<Suite>> declared() throws Failure, PortFailure {
    if (interactions.isEmpty()) return Optional.empty();
    return Optional.of(Failure.input(() -> SuitesFile.read(interactions.get())));
  }

  private List<Suite> suites(Optional<List<Suite>> declared, List<Evidence> rows) throws Failure {
    if (declared.isPresent()) return chosen(declared.get());
    var names = new TreeSet<String>(wanted);
    if (names.isEmpty()) rows.forEach(row -> names.add(row.suite()));
    if (names.isEmpty()) {
      throw Failure.badInput(
          "no-suite",
          "No suite is asked for, and the evidence holds no result that would name one.",
          "Name them: --suite NAME, or --interactions FILE.");
    }
    return names.stream().map(Suite::ofAll).toList();
  }

  private List<Suite> chosen(List<Suite> declared) throws Failure {
    var names = declared.stream().map(Suite::name).toList();
    for (var name : wanted) if (!names.contains(name)) throw notDeclared(name, names);
    return declared.stream()
        .filter(suite -> wanted.isEmpty() || wanted.contains(suite.name()))
        .toList();
  }

  private Failure notDeclared(String name, Collection<String> names) {
    var meant = Nearness.nearest(name, names).map(" Did you mean %s?"::formatted).orElse("");
    return Failure.badInput(
        "no-such-suite",
        "%s declares no suite %s.%s".formatted(interactions.orElseThrow(), name, meant),
        "Name one of its suites, or add it.");
  }

  /// Results that count for nothing are often the sign of a name spelt otherwise.
  private static void leftOut(Session session, List<Suite> suites, List<Evidence> rows) {
    var asked = suites.stream().map(Suite::name).toList();
    var others = new TreeSet<String>();
    for (var row : rows) if (!asked.contains(row.suite())) others.add(row.suite());
    if (!others.isEmpty()) {
      session.note("results of suites that are not asked for: " + String.join(", ", others));
    }
  }

  private static String text(GateReport report) {
    var text = new StringBuilder("%s: %s%n".formatted(report.answer(), report.summary()));
    for (var witness : report.witnesses()) {
      text.append("covered  %s: %s%n".formatted(witness.suite(), witness.run()));
    }
    for (var owed : report.run()) {
      text.append("run      %s: %s%n".formatted(owed.suite(), owed.why()));
    }
    for (var doubt : report.doubts()) {
      text.append(
          "doubt    %s: %s (%s)%n".formatted(doubt.suite(), doubt.why(), doubt.assumption()));
    }
    for (var each : report.assumptions()) {
      text.append("assumed  %s %s: %s%n".formatted(each.name(), each.state(), each.sentence()));
    }
    var pairs = report.pairs();
    return text
        + "pairs    %d of %d were ever run together at these commits, which proves nothing"
            .formatted(pairs.witnessed(), pairs.all());
  }
}
