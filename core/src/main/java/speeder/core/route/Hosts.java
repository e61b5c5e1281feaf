package speeder.core.route;

import java.util.Locale;

/// Host names as tables have them.
public final class Hosts {
  private Hosts() {}

  /// The host of a Host header: lower case, without port and final dot. An IPv6 address keeps its
  /// brackets (RFC 3986, 3.2.2).
  public static String normal(String host) {
    var name = withoutPort(host.strip()).toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
