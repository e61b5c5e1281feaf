package speeder.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import speeder.core.route.RouteTable.Backend;

class TableTextTest {
  @Test
  void equal_tables_have_one_digest() {
    assertEquals(Tables.farm(10).digest(), Tables.farm(10).digest());
  }

  @Test
  void whatever_differs_changes_it() {
    var table = Tables.farm(10);
    var others =
        List.of(
            Tables.farm(11),
            Tables.farm(List.of(), 10, List.of(Tables.CANARY), List.of(Tables.MAIN)),
            Tables.farm(
                List.of(Tables.DEBUG),
                10,
                List.of(Tables.CANARY),
                List.of(new Backend("r-old", "10.0.0.3:8080", 2))),
            with(table, 8, "X-Wikimedia-Debug"),
            with(table, 7, "X-Debug"));

    for (var other : others) assertNotEquals(table.digest(), other.digest());
  }

  /// Golden: tables written by one version are the same tables to the next.
  @Test
  void the_digest_of_a_table_never_changes() {
    assertEquals(
        "sha256:29fda7e7bf582605be6db3a913c8d63903e9974b59477151f194c2000c9c6b53",
        Tables.farm(10).digest().text());
  }

  private static RouteTable with(RouteTable table, long offset, String header) {
    return new RouteTable(
        offset, table.tenants(), table.lanes(), header, new TreeMap<>(table.debugBackends()));
  }
}
