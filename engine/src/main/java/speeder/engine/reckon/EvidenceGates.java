package speeder.engine.reckon;

import java.nio.file.Path;
import java.util.List;
import speeder.core.evidence.Evidence;
import speeder.core.farm.Farm;
import speeder.core.farm.GatePolicy;
import speeder.core.gate.Gate;
import speeder.core.gate.GateRuling;
import speeder.core.gate.Pairs;
import speeder.core.gate.Question;
import speeder.core.gate.Suite;
import speeder.core.snapshot.Snapshot;
import speeder.engine.codec.Json;
import speeder.engine.deed.Gates;
import speeder.engine.port.EvidenceFiles;
import speeder.engine.port.PortFailure;

/// The gate over files of evidence.
public final class EvidenceGates implements Gates {
  private final EvidenceFiles files;

  public EvidenceGates(EvidenceFiles files) {
    this.files = files;
  }

  @Override
  public Answered ask(Farm farm, GatePolicy policy, Snapshot snapshot) throws PortFailure {
    var suites = policy.suites().stream().map(Suite::ofAll).toList();
    var evidence = files.read(policy.evidence().stream().map(Path::of).toList());
    var report = report(Question.of(snapshot, suites), evidence, policy.unknown());
    return new Answered(report.open(), report.byPolicy(), report.summary(), Json.bytes(report));
  }

  /// What the evidence says, and what a policy makes of it.
  public static GateReport report(
      Question question, List<Evidence> evidence, GatePolicy.Unknown policy) {
    var answer = Gate.ask(question, evidence);
    var pairs = Pairs.of(question.snapshot(), evidence);
    return GateReport.of(question, answer, GateRuling.of(answer, policy), pairs);
  }
}
