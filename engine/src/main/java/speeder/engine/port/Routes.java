package speeder.engine.port;

import java.util.Optional;
import speeder.core.route.RouteTable;
import speeder.core.value.Digest;
import speeder.core.value.Token;

/// What carries out the routes of one edge.
public interface Routes {
  /// Puts a table in force. Returns once every new request uses it; a table that is in force
  /// already is done. A token lower than the highest seen is refused, whatever the table, also by
  /// an edge that was started anew since.
  void publish(RouteTable table, Token token) throws PortFailure;

  /// Sees that somebody answers for the edge, and starts it where nobody does. Where it is
  /// another's to start, nothing.
  void ensure() throws PortFailure;

  /// What the edge says it uses now; nothing where it never had a table.
  Optional<InForce> inForce() throws PortFailure;

  /// @param table [RouteTable#digest()]
  /// @param term of the highest token seen
  /// @param offset of that token's key
  record InForce(Digest table, long term, long offset) {}
}
