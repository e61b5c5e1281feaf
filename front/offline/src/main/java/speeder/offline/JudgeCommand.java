package speeder.offline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.verdict.Counts;
import speeder.core.verdict.Policy;
import speeder.engine.port.PortFailure;
import speeder.offline.Judging.Judgement;
import speeder.offline.file.ObservationsFile;
import speeder.offline.file.Observed;
import speeder.offline.file.RulesFile;

/// `speeder judge`: a verdict from counts with exposure.
@Command(
    name = "judge",
    description = "Judge a release by counts over time: PASS, FAIL, UNKNOWN or BLIND.")
final class JudgeCommand extends FileCommand {
  @Option(
      names = "--observations",
      required = true,
      paramLabel = "FILE",
      description = "Counts with exposure, one JSON object a line, oldest first.")
  private Path observations = Path.of("");

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "From when on errors speak against a release; 1 %% of 100 requests unless said.")
  private Optional<Path> rules = Optional.empty();

  /// @param decided time of the line that decided
  record Judged(
      Answer verdict,
      List<String> reasons,
      Numbers counts,
      Rules rules,
      @JsonProperty("decided_at") Instant decided,
      Instant from,
      int lines) {}

  record Rules(double errorShareMax, long errorRequestsMin) {}

  /// The numbers to work the verdict out again.
  ///
  /// @param unseen why requests were not seen; then there are no numbers of them
  record Numbers(
      Optional<Long> requests,
      Optional<Long> errors,
      Optional<Long> mismatches,
      Optional<Double> errorShare,
      Optional<String> unseen,
      int looks,
      long probes,
      long unmet,
      List<String> failures) {

    static Numbers of(Counts counts) {
      var seen =
          counts.edge() instanceof Counts.Seen it ? Optional.of(it) : Optional.<Counts.Seen>empty();
      var probes = counts.probes();
      return new Numbers(
          seen.map(Counts.Seen::requests),
          seen.map(Counts.Seen::errors),
          seen.map(Counts.Seen::mismatches),
          seen.map(Counts.Seen::errorShare),
          counts.edge() instanceof Counts.Unseen it ? Optional.of(it.why()) : Optional.empty(),
          probes.looks(),
          probes.asked(),
          probes.unmet(),
          probes.failures());
    }
  }

  @Override
  Exit run(Session session) throws Failure, PortFailure {
    var policy = policy();
    var lines = Failure.input(() -> ObservationsFile.read(observations));
    var judged = judged(lines, policy);
    session.answer(judged, text(judged));
    return judged.verdict() == Answer.PASS ? Exit.DONE : Exit.NO;
  }

  private Policy policy() throws Failure, PortFailure {
    if (rules.isEmpty()) return Policy.USUAL;
    return Failure.input(() -> RulesFile.read(rules.get()));
  }

  private static Judged judged(List<Observed> lines, Policy policy) {
    Judgement judgement = Judging.judge(lines, policy);
    var verdict = judgement.verdict();
    return new Judged(
        Answer.of(verdict),
        verdict.reasons(),
        Numbers.of(verdict.counts()),
        new Rules(policy.errorShareMax(), policy.requestsMin()),
        judgement.at(),
        lines.getFirst().at(),
        judgement.lines());
  }

  private static String text(Judged judged) {
    return "%s at %s: %s"
        .formatted(judged.verdict(), judged.decided(), String.join("\n  ", judged.reasons()));
  }
}
