package speeder.core.farm;

import java.util.List;

/// The rules a snapshot must meet on a lane.
///
/// @param suites that a passed run must cover; none leaves the gate open
/// @param evidence files of results, absolute paths
/// @param auditPercent share (0 to 100) of runs that coverage would spare and that are run anyway
public record GatePolicy(
    List<String> suites, List<String> evidence, Unknown unknown, int auditPercent) {
  public static final GatePolicy OPEN = new GatePolicy(List.of(), List.of(), Unknown.PASS, 0);

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
