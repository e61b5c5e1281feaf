package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.demo.Browser;

/// A secret's value is where the container reads it, and nowhere else.
class SecretsTest {
  private static final List<String> ANSWERS =
      List.of(
          "/",
          "/api/status",
          "/api/journal?from=1&max=1000",
          "/api/releases?lane=pretrain",
          "/api/rollouts?lane=pretrain",
          "/metrics");

  @TempDir Path folder = Path.of("");

  @Test
  void a_secret_is_in_no_layer_journal_document_log_answer_or_page() throws Exception {
    try (var farm = SmallFarm.serving(folder)) {
      try (var browser = new Browser(farm.edge(), SmallFarm.HOST)) {
        assertEquals(200, browser.get("/cgi-bin/secret").status(), "the container reads it");
      }
      var found = new ArrayList<String>();
      int files = Scan.of(farm.data, SmallFarm.SECRET, found);
      files += Scan.of(farm.folder.resolve("pushed"), SmallFarm.SECRET, found);
      for (var path : ANSWERS) {
        if (answer(farm, path).contains(SmallFarm.SECRET)) found.add(path);
      }
      System.out.printf("Secrets: %d files and %d answers read%n", files, ANSWERS.size());
      assertTrue(files > 30, "files read: " + files);
      assertEquals(List.of(), found, "where the secret is");
    }
  }

  @Test
  void the_scan_finds_what_it_looks_for() throws Exception {
    var found = new ArrayList<String>();
    Files.writeString(folder.resolve("plain"), "x" + SmallFarm.SECRET);
    var bytes = SmallFarm.SECRET.getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("layer"), com.github.luben.zstd.Zstd.compress(bytes));
    Scan.of(folder, SmallFarm.SECRET, found);
    assertEquals(2, found.size(), found::toString);
  }

  private static String answer(SmallFarm farm, String path) throws Exception {
    var token = Files.readString(farm.data.resolve("token")).strip();
    var request =
        HttpRequest.newBuilder(URI.create(farm.server().url() + path))
            .header("Authorization", "Bearer " + token)
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), path);
      return answer.body();
    }
  }
}
