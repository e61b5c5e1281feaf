package speeder.edge;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import speeder.edge.table.EdgeFiles;

/// What the edge is started with.
///
/// @param listen where it serves; port 0 takes a free one
/// @param trusted addresses of proxies in front, whose word on who the client is counts
record EdgeArguments(InetSocketAddress listen, EdgeFiles files, Set<String> trusted, Role role) {
  static final String USAGE =
      "speeder.edge.Edge --listen HOST:PORT --table FILE --socket FILE"
          + " [--trust ADDRESS,...] [--keep]";
  static final String KEEP = "--keep";
  static final String STANDBY = "--standby";

  private static final Set<String> VALUED = Set.of("--listen", "--table", "--socket", "--trust");
  private static final int PORT_MAX = 65535;

  enum Role {
    /// Serves, and when it dies nobody does.
    ALONE,
    /// Serves, and keeps another process standing by.
    FIRST,
    /// Stands by until the one before dies, then serves and keeps another standing by. Only started
    /// by an edge.
    NEXT
  }

  static EdgeArguments parse(List<String> arguments) {
    var values = new HashMap<String, String>();
    var role = Role.ALONE;
    for (var left = arguments.iterator(); left.hasNext(); ) {
      var name = left.next();
      if (name.equals(KEEP)) role = Role.FIRST;
      else if (name.equals(STANDBY)) role = Role.NEXT;
      else if (!VALUED.contains(name)) throw new IllegalArgumentException("Unknown: " + name);
      else if (!left.hasNext()) throw new IllegalArgumentException(name + " needs a value");
      else values.put(name, left.next());
    }
    var files =
        new EdgeFiles(
            Path.of(needed(values, "--table")).toAbsolutePath(),
            Path.of(needed(values, "--socket")).toAbsolutePath());
    return new EdgeArguments(address(needed(values, "--listen")), files, trusted(values), role);
  }

  private static String needed(Map<String, String> values, String name) {
    var value = values.get(name);
    if (value == null) throw new IllegalArgumentException(name + " is missing");
    return value;
  }

  private static Set<String> trusted(Map<String, String> values) {
    var list = values.getOrDefault("--trust", "");
    return list.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(list.split(",")));
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    var port = text.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > PORT_MAX) {
      throw new IllegalArgumentException("--listen takes HOST:PORT, not " + text);
    }
    return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
  }
}
