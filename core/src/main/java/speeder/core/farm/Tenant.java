package speeder.core.farm;

import java.util.List;

/// One site served by the application.
///
/// @param hosts lower case, without port
/// @param tier sets of tenants join a lane in this order, lowest first
public record Tenant(String name, List<String> hosts, String lane, int tier) {
  public Tenant {
    hosts = List.copyOf(hosts);
  }
}
