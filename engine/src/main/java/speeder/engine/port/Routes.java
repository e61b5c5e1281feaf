package speeder.engine.port;

import java.util.Optional;
import speeder.core.route.RouteTable;
import speeder.core.value.Digest;
import speeder.core.value.Token;

/// What carries out the routes of one edge.
public interface Routes {
  /// Puts a table in force. Returns once every new request uses it; a table that is in force
  /// already is done. A token lower than the highest seen is refused.
  void publish(RouteTable table, Token token) throws PortFailure;

  /// What the edge says it uses now; nothing where it never had a table.
  Optional<InForce> inForce() throws PortFailure;

  record InForce(Digest table, long token) {}
}
