package speeder.core.farm;

import java.util.List;

/// The rules a snapshot must meet on a lane.
///
/// @param suites that a passed run must cover; none leaves the gate open
/// @param evidence files of results, absolute paths
public record GatePolicy(List<String> suites, List<String> evidence, Unknown unknown) {
  public static final GatePolicy OPEN = new GatePolicy(List.of(), List.of(), Unknown.PASS);

  public GatePolicy {
    suites = List.copyOf(suites);
    evidence = List.copyOf(evidence);
  }

  /// What an answer of UNKNOWN does to the gate.
  public enum Unknown {
    PASS,
    SHUT
  }
}
