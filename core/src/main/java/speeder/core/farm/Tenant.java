package speeder.core.farm;

import java.util.List;

/// One site served by the application.
///
/// @param hosts lower case, without port
public record Tenant(String name, List<String> hosts, String lane) {
  public Tenant {
    hosts = List.copyOf(hosts);
  }
}
