package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.demo.Browser;
import speeder.demo.Scan;
import speeder.demo.Told;

/// A secret's value is where the container reads it, and nowhere else.
class SecretsTest {
  @TempDir Path folder = Path.of("");

  @Test
  void a_secret_is_in_no_layer_journal_document_log_answer_or_page() throws Exception {
    try (var farm = SmallFarm.serving(folder)) {
      var scan = new Scan(List.of(SmallFarm.SECRET, farm.lane().serving().orElseThrow()));
      try (var browser = new Browser(farm.edge(), SmallFarm.HOST)) {
        var page = browser.get("/cgi-bin/secret");
        assertEquals(200, page.status(), "the container reads it");
        scan.answer("a page", page.body());
      }
      scan.folder(farm.data);
      scan.folder(farm.folder.resolve("pushed"));
      int files = scan.read();
      told(farm, scan);
      System.out.printf(
          "Secrets: %d files, %d of them unpacked, and %d answers read%n",
          files, scan.unpacked(), scan.read() - files);
      assertTrue(files > 30, "files read: " + files);
      assertTrue(scan.unpacked() > 3, "layers unpacked: " + scan.unpacked());
      assertEquals(Set.of(), scan.places(SmallFarm.SECRET), "where the secret is");
    }
  }

  /// All that the API says; the release that serves is among it.
  private static void told(SmallFarm farm, Scan scan) throws Exception {
    var token = Files.readString(farm.data.resolve("token")).strip();
    try (var told = new Told(URI.create(farm.server().url()), token)) {
      told.to(scan::answer);
    }
    var release = farm.lane().serving().orElseThrow();
    var places = scan.places(release);
    assertTrue(places.contains("/api/status"), places::toString);
    assertTrue(places.contains("/api/releases/" + release), places::toString);
    assertTrue(places.stream().anyMatch(it -> it.startsWith("/api/logs/")), places::toString);
  }
}
