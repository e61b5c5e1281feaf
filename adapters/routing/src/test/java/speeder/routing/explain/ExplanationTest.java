package speeder.routing.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
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

class ExplanationTest {
  @Test
  void the_host_of_the_url_picks_the_tenant() {
    assertEquals(
        new Explanation(
            true,
            Optional.of("testwiki"),
            Optional.of("pretrain"),
            Optional.of("main"),
            Optional.of("r-1"),
            Optional.of("10.0.0.1:80"),
            "main",
            "Tenant testwiki is in lane pretrain; main takes what no share took."),
        explain("http://me:secret@test.wiki.example:8080/wiki/A"));
  }

  @Test
  void a_host_header_says_otherwise() {
    assertTrue(explain("http://127.0.0.1:8080/", "host: test.wiki.example").served());
  }

  @Test
  void the_debug_header_is_read_as_the_edge_reads_it() {
    var explained = explain("http://test.wiki.example/", "x-wikimedia-debug: backend=next; log");

    assertEquals("debug-header", explained.rule());
    assertEquals(Optional.of("r-2"), explained.release());
    assertEquals(Optional.of("10.0.0.2:80"), explained.backend());
  }

  @Test
  void who_is_not_served_reads_the_refusal() {
    var explained = explain("http://en.wiki.example/");

    assertEquals("route-unknown-host", explained.rule());
    assertEquals(
        "No tenant has the host en.wiki.example."
            + " Ask for a host that the manifest's tenants list.",
        explained.why());
  }

  private static Explanation explain(String url, String... headers) {
    var parsed = Headers.parse(List.of(headers));
    return Explanation.of(table(), URI.create(url), parsed, Optional.empty(), 0);
  }

  private static RouteTable table() {
    var main =
        new Stage("main", StageKind.MAIN, 100, List.of(new Backend("r-1", "10.0.0.1:80", 1)));
    var debug =
        new Stage("debug", StageKind.DEBUG, 0, List.of(new Backend("r-2", "10.0.0.2:80", 1)));
    return new RouteTable(
        1,
        new TreeMap<>(Map.of("test.wiki.example", new Tenant("testwiki", "pretrain"))),
        new TreeMap<>(Map.of("pretrain", new Lane(List.of(debug, main)))),
        "X-Wikimedia-Debug",
        new TreeMap<>(Map.of("next", "pretrain")));
  }
}
