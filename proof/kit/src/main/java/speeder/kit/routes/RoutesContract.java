package speeder.kit.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import speeder.core.farm.StageKind;
import speeder.core.route.RouteTable;
import speeder.core.route.RouteTable.Backend;
import speeder.core.route.RouteTable.Lane;
import speeder.core.route.RouteTable.Stage;
import speeder.core.route.RouteTable.Tenant;
import speeder.core.value.EffectKey;
import speeder.core.value.Token;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Routes;
import speeder.engine.port.Routes.InForce;

/// What holds for every edge.
public abstract class RoutesContract {
  /// An edge that never had a table.
  protected abstract Routes routes() throws Exception;

  @Test
  void an_edge_that_never_had_a_table_says_so() throws Exception {
    assertEquals(Optional.empty(), routes().inForce());
  }

  @Test
  void a_published_table_is_in_force() throws Exception {
    var routes = routes();

    routes.publish(table(5, "r-1"), token(1, 5));

    assertEquals(inForce(table(5, "r-1"), 1, 5), routes.inForce());
  }

  @Test
  void the_newest_table_replaces_all() throws Exception {
    var routes = routes();

    routes.publish(table(5, "r-1"), token(1, 5));
    routes.publish(table(6, "r-2"), token(1, 6));

    assertEquals(inForce(table(6, "r-2"), 1, 6), routes.inForce());
  }

  @Test
  void a_table_in_force_is_done_and_its_higher_token_counts() throws Exception {
    var routes = routes();

    routes.publish(table(5, "r-1"), token(1, 5));
    routes.publish(table(5, "r-1"), token(1, 5));
    routes.publish(table(5, "r-1"), token(2, 5));

    assertEquals(inForce(table(5, "r-1"), 2, 5), routes.inForce());
    assertEquals(PortFailure.Kind.REFUSED, refusal(routes, table(6, "r-2"), token(1, 6)).kind());
  }

  @Test
  void a_lower_token_is_refused_and_changes_nothing() throws Exception {
    var routes = routes();
    routes.publish(table(6, "r-2"), token(2, 6));

    for (var low : List.of(token(2, 5), token(1, 6), token(1, 99))) {
      var failure = refusal(routes, table(7, "r-3"), low);

      assertEquals(PortFailure.Kind.REFUSED, failure.kind(), low + " of " + failure);
      assertEquals("token-too-low", failure.why().code());
    }
    assertEquals(inForce(table(6, "r-2"), 2, 6), routes.inForce());
  }

  @Test
  void a_later_leader_outranks_a_higher_offset() throws Exception {
    var routes = routes();

    routes.publish(table(9, "r-2"), token(1, 9));
    routes.publish(table(3, "r-1"), token(2, 3));

    assertEquals(inForce(table(3, "r-1"), 2, 3), routes.inForce());
  }

  private static PortFailure refusal(Routes routes, RouteTable table, Token token) {
    return assertThrows(PortFailure.class, () -> routes.publish(table, token));
  }

  private static Optional<InForce> inForce(RouteTable table, long term, long offset) {
    return Optional.of(new InForce(table.digest(), term, offset));
  }

  protected static Token token(long term, long offset) {
    return new Token(term, new EffectKey(offset, "publish", "edge"));
  }

  /// One tenant, `one.example`, in the main stage of one lane.
  protected static RouteTable table(long offset, String release) {
    return main(offset, release, "127.0.0.1:9");
  }

  protected static RouteTable main(long offset, String release, String address) {
    var main = new Stage("main", StageKind.MAIN, 100, List.of(new Backend(release, address, 1)));
    return new RouteTable(
        offset,
        new TreeMap<>(Map.of("one.example", new Tenant("one", "pretrain"))),
        new TreeMap<>(Map.of("pretrain", new Lane(List.of(main)))),
        "X-Wikimedia-Debug",
        new TreeMap<>(Map.of("next", "pretrain")));
  }
}
