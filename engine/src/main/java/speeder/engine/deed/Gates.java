package speeder.engine.deed;

import speeder.core.farm.Farm;
import speeder.core.farm.GatePolicy;
import speeder.core.snapshot.Snapshot;
import speeder.engine.port.PortFailure;

/// Answers whether a snapshot is proven, from the evidence that a lane's policy names.
public interface Gates {
  /// @param open whether the candidate may go on; `byPolicy` when the policy, not proof, says so
  /// @param summary the answer in a few words
  /// @param answer the whole of it, as JSON
  record Answered(boolean open, boolean byPolicy, String summary, byte[] answer) {}

  Answered ask(Farm farm, GatePolicy policy, Snapshot snapshot) throws PortFailure;
}
