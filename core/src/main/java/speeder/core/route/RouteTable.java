package speeder.core.route;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.StageKind;
import speeder.core.value.Digest;

/// Everything an edge needs to say who serves a request. Built from the World alone, so the newest
/// one replaces all.
///
/// @param offset of the newest routing fact it holds: a later table has a higher one
/// @param tenants by host name, lower case, without port
/// @param lanes by name
/// @param debugHeader name of the request header that picks a backend, e.g. `X-Wikimedia-Debug`
/// @param debugBackends value of its `backend=` attribute to the lane whose debug stage serves
public record RouteTable(
    long offset,
    SortedMap<String, Tenant> tenants,
    SortedMap<String, Lane> lanes,
    String debugHeader,
    SortedMap<String, String> debugBackends) {
  public RouteTable {
    tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
    lanes = Collections.unmodifiableSortedMap(new TreeMap<>(lanes));
    debugBackends = Collections.unmodifiableSortedMap(new TreeMap<>(debugBackends));
  }

  /// What the table is known by: the same for the same content, wherever it is computed.
  public Digest digest() {
    return TableText.digest(this);
  }

  public record Tenant(String name, String lane) {}

  /// @param stages in order: debug (by header only), canary (a share, sticky by client), main (the
  ///   rest)
  public record Lane(List<Stage> stages) {
    public Lane {
      stages = List.copyOf(stages);
    }
  }

  /// @param sharePercent of the lane's clients; 0 for debug, and ignored for main, which takes the
  ///   rest
  /// @param backends by weight; a weight of 0 is named and drains
  public record Stage(String name, StageKind kind, int sharePercent, List<Backend> backends) {
    public Stage {
      backends = List.copyOf(backends);
    }
  }

  /// @param address `host:port`
  public record Backend(String release, String address, int weight) {}
}
