package speeder.routing.embedded;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.logging.Logger;
import speeder.core.route.RouteTable;
import speeder.core.supervision.EdgeCounts;
import speeder.core.value.Token;
import speeder.edge.table.Ask;
import speeder.edge.table.EdgeFiles;
import speeder.edge.table.EdgeTable;
import speeder.edge.table.Reply;
import speeder.edge.table.TableJson;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Routes;

/// The routes of the embedded edge, and what it counts.
public final class EmbeddedRoutes implements Routes {
  private static final Logger LOG = Logger.getLogger(EmbeddedRoutes.class.getName());

  private final EdgeClient edge;
  private final Keeping keeping;

  /// Sees that the edge runs.
  @FunctionalInterface
  public interface Keeping {
    void ensure() throws PortFailure;
  }

  /// Of an edge that somebody else keeps.
  public EmbeddedRoutes(EdgeFiles files) {
    this(files, () -> {});
  }

  public EmbeddedRoutes(EdgeFiles files, Keeping keeping) {
    this.edge = new EdgeClient(files);
    this.keeping = keeping;
  }

  @Override
  public void ensure() throws PortFailure {
    keeping.ensure();
  }

  @Override
  public void publish(RouteTable table, Token token) throws PortFailure {
    var named = new EdgeTable(table, token.term(), token.key().offset());
    var reply = edge.ask(new Ask.Publish(TableJson.write(named)));
    if (!(reply instanceof Reply.InForce)) throw odd(reply);
  }

  @Override
  public Optional<InForce> inForce() throws PortFailure {
    if (edge.ask(new Ask.InForce()) instanceof Reply.InForce(var at)) {
      return at.map(it -> new InForce(it.table(), it.term(), it.offset()));
    }
    throw odd(new Reply.Stopping());
  }

  /// The edge's counters since its process started.
  public EdgeCounts counts() throws PortFailure {
    var reply = edge.ask(new Ask.Counts());
    if (reply instanceof Reply.Counted(var counts)) return counts;
    throw odd(reply);
  }

  /// How many requests are under way to a backend's address; nothing where the edge does not say.
  public OptionalInt inFlight(String address) {
    try {
      return edge.ask(new Ask.InFlight(address)) instanceof Reply.InFlight(var requests)
          ? OptionalInt.of(Math.toIntExact(requests))
          : OptionalInt.empty();
    } catch (PortFailure silent) {
      return OptionalInt.empty();
    }
  }

  /// Ends what is under way to a backend's address, where nobody is any more. An edge that does not
  /// answer has nothing under way, or gives it up by itself.
  public void cut(String address) {
    try {
      edge.ask(new Ask.Cut(address));
    } catch (PortFailure silent) {
      LOG.log(Level.FINE, "Nothing was cut off at {0}: {1}", new Object[] {address, silent.why()});
    }
  }

  private static PortFailure odd(Reply reply) {
    return PortFailure.unknown(
        "edge-answer-odd",
        "The edge answered with %s.".formatted(reply.getClass().getSimpleName()),
        "Restart the edge with this version.");
  }
}
