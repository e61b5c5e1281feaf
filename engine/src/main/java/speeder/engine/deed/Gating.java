package speeder.engine.deed;

import speeder.core.farm.GatePolicy;
import speeder.core.farm.Lane;
import speeder.core.snapshot.Snapshot;
import speeder.core.world.Document;
import speeder.core.world.Effect;
import speeder.core.world.Result;
import speeder.engine.port.PortFailure;

/// Asks the gate about a snapshot.
final class Gating {
  private final Gates gates;
  private final Farms farms;

  Gating(Gates gates, Farms farms) {
    this.gates = gates;
    this.farms = farms;
  }

  Ended ask(Effect.AskGate deed) throws PortFailure {
    var farm = farms.farm(deed.manifest());
    var policy = farm.lane(deed.lane()).map(Lane::gate).orElse(GatePolicy.OPEN);
    var answered = gates.ask(farm, policy, farms.read(deed.snapshot(), Snapshot.class));
    var document = Document.of("gate-answer", answered.answer());
    return Ended.with(
        new Result.GateAnswered(
            answered.open(), answered.summary(), answered.byPolicy(), document.digest()),
        document);
  }
}
