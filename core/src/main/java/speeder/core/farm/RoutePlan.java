package speeder.core.farm;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the edge is told beside lanes and tenants.
///
/// @param listen `host:port` of the embedded edge; port 0 takes a free one
/// @param debugHeader the request header that picks a debug stage, e.g. `X-Wikimedia-Debug`
/// @param debugBackends value of its `backend=` attribute to the lane whose debug stage serves
public record RoutePlan(
    String listen, String debugHeader, SortedMap<String, String> debugBackends) {
  public RoutePlan {
    debugBackends = Collections.unmodifiableSortedMap(new TreeMap<>(debugBackends));
  }
}
