package speeder.engine.deed;

import java.util.function.Supplier;
import speeder.core.route.RouteTable;
import speeder.core.route.RouteTables;
import speeder.core.value.Digest;
import speeder.core.value.Token;
import speeder.core.world.Effect;
import speeder.core.world.Result;
import speeder.core.world.World;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Routes;

/// Tells the edge the newest routes of all lanes, and asks which it uses.
final class Routing {
  private final Routes routes;
  private final Farms farms;
  private final Supplier<World> world;

  Routing(Routes routes, Farms farms, Supplier<World> world) {
    this.routes = routes;
    this.farms = farms;
    this.world = world;
  }

  Ended publish(Effect.Publish deed, Token token) throws PortFailure {
    var table = newest(deed.manifest());
    routes.publish(table, token);
    return Ended.with(new Result.TableInForce(table.offset()));
  }

  /// Asks which table the edge uses: the newest, or, as offset 0, another one. One that does not
  /// run is started first: it has the table that it had last.
  Ended look(Effect.LookAtEdge deed) throws PortFailure {
    var newest = newest(deed.manifest());
    routes.ensure();
    boolean used = routes.inForce().filter(it -> it.table().equals(newest.digest())).isPresent();
    return Ended.with(new Result.TableInForce(used ? newest.offset() : 0));
  }

  private RouteTable newest(Digest manifest) throws PortFailure {
    return RouteTables.of(farms.farm(manifest), world.get().exposure());
  }
}
