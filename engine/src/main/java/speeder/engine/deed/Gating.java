package speeder.engine.deed;

import java.nio.file.Path;
import speeder.core.farm.GatePolicy;
import speeder.core.farm.Lane;
import speeder.core.farm.Paths;
import speeder.core.gate.Gate;
import speeder.core.gate.GateRuling;
import speeder.core.gate.Question;
import speeder.core.gate.Suite;
import speeder.core.snapshot.Snapshot;
import speeder.core.value.Kind;
import speeder.core.world.Document;
import speeder.core.world.Effect;
import speeder.core.world.Result;
import speeder.engine.codec.Json;
import speeder.engine.port.EvidenceFiles;
import speeder.engine.port.PortFailure;

/// Asks what is proven about a snapshot, and what the lane's policy makes of the answer.
final class Gating {
  private final EvidenceFiles evidence;
  private final Farms farms;

  Gating(EvidenceFiles evidence, Farms farms) {
    this.evidence = evidence;
    this.farms = farms;
  }

  Ended ask(Effect.AskGate deed) throws PortFailure {
    var farm = farms.farm(deed.manifest());
    var policy = farm.lane(deed.lane()).map(it -> gate(it, deed.kind())).orElse(GatePolicy.OPEN);
    var suites = policy.suites().stream().map(Suite::ofAll).toList();
    var rows = evidence.read(policy.evidence().stream().map(Path::of).toList());
    var snapshot = farms.read(deed.snapshot(), Snapshot.class);
    var answer = Gate.ask(Question.of(snapshot, suites), rows);
    var document = Document.of("gate-answer", Json.bytes(answer));
    return Ended.with(result(GateRuling.of(answer, policy.unknown()), document), document);
  }

  private static GatePolicy gate(Lane lane, Kind kind) {
    return lane.paths().of(kind).map(Paths.Path::gate).orElse(lane.gate());
  }

  private static Result result(GateRuling ruling, Document answer) {
    return switch (ruling) {
      case GateRuling.Open(var summary, var byPolicy) ->
          new Result.GateAnswered(true, summary, byPolicy, answer.digest());
      case GateRuling.Shut shut ->
          new Result.GateAnswered(false, shut.summary(), false, answer.digest());
    };
  }
}
