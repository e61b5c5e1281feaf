package speeder.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
  private static final String TEST = "http://test.wiki.example/wiki/A";

  @TempDir Path folder;
  private SmallFarm farm;

  @BeforeEach
  void start() throws IOException {
    farm = SmallFarm.in(folder);
  }

  @AfterEach
  void stop() {
    farm.close();
  }

  private Speeder.Ran explain(String url, String... headers) {
    var all = new ArrayList<>(List.of("route", "explain", "--manifest", farm.manifest, url));
    for (var header : headers) all.addAll(List.of("-H", header));
    return farm.speeder.json(all.toArray(String[]::new));
  }

  private static void assertServed(String backend, String rule, Speeder.Ran ran) {
    var document = ran.ends(0).document();
    assertEquals(backend, document.get("release_or_backend").asString(), ran::toString);
    assertEquals(rule, document.get("rule").asString(), ran::toString);
  }

  @Test
  void a_tenants_lane_serves_it_and_its_shares_are_told() {
    var ran = explain(TEST);
    assertServed("pretrain/main", "main", ran);
    var document = ran.document();
    assertEquals("test", document.get("tenant").asString());
    assertEquals("pretrain", document.get("lane").asString());
    assertEquals(
        "[{\"stage\":\"canary\",\"percent\":10},{\"stage\":\"main\",\"percent\":90}]",
        document.get("shares").toString());
    assertTrue(document.get("why").asString().contains("10 % go to stage canary"), ran::toString);
  }

  @Test
  void the_debug_header_picks_a_debug_stage_for_any_tenant() {
    var header = "X-Wikimedia-Debug: backend=next; log";
    assertServed("pretrain/debug", "debug-header", explain(TEST, header));
    assertServed("pretrain/debug", "debug-header", explain("en.wiki.example", header));
    assertServed("pretrain/main", "main", explain(TEST, "X-Wikimedia-Debug;"));
  }

  @Test
  void a_lane_that_others_deploy_is_named() {
    var ran = explain("https://en.wiki.example:8443/");
    assertServed("train", "external-lane", ran);
    assertTrue(ran.document().get("stage").isNull(), ran::toString);
  }

  @Test
  void a_host_header_wins_over_the_url_and_may_be_left_out() {
    assertServed("pretrain/main", "main", explain("127.0.0.1:8080", "Host: TEST.wiki.example:80"));
    var nobody = explain(TEST, "Host:").ends(1).document();
    assertEquals("route-unknown-host", nobody.get("rule").asString());
    assertTrue(nobody.get("tenant").isNull());
  }

  @Test
  void a_client_with_a_cookie_stands_where_it_stands() {
    var served = new ArrayList<String>();
    for (int client = 0; client < 100; client++) {
      var cookie = "Cookie: a=b; speeder_client=" + HexFormat.of().toHexDigits((long) client);
      var document = explain(TEST, cookie).ends(0).document();
      served.add(document.get("release_or_backend").asString());
      assertTrue(!document.get("why").asString().contains("without a"), document::toString);
    }
    assertEquals(
        List.of("pretrain/canary", "pretrain/main"), served.stream().distinct().sorted().toList());
  }

  @Test
  void headers_may_come_from_a_file() throws Exception {
    var file = folder.resolve("headers.txt");
    Files.writeString(file, "Accept: text/html\n\nX-Wikimedia-Debug: next\n");
    assertServed("pretrain/debug", "debug-header", explain(TEST, "@" + file));
    Files.writeString(file, "Accept: text/html\nnonsense\n");
    explain(TEST, "@" + file).ends(2).says("headers.txt:2:1: expected `Name: value`");
    explain(TEST, "@" + folder.resolve("none")).ends(2).says("none cannot be read");
  }

  @Test
  void what_is_no_header_or_no_url_is_told() {
    explain(TEST, "nonsense").ends(2).says("-H: expected `Name: value`");
    explain("http://test wiki.example/").ends(2).says("column 12");
    explain("http:///path").ends(2).says("expected a host");
    farm.speeder.run("route", "explain", "--manifest", farm.manifest).ends(2).says("URL");
  }

  @Test
  void for_people_it_is_a_sentence() {
    var said = farm.speeder.run("route", "explain", "--manifest", farm.manifest, TEST).ends(0);
    assertTrue(said.out().startsWith("pretrain/main (main): Tenant test is in lane pretrain;"));
  }
}
