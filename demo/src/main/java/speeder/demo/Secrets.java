package speeder.demo;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import speeder.api.ApiFailure;

/// The database's password and the application's secret key are where containers read them, and in
/// nothing that Speeder keeps or says: layers, packed and unpacked, journal, documents, logs,
/// answers; nor on a page of the wikis. That the search would find them is shown by what it does
/// find.
final class Secrets {
  private static final List<String> NAMES = List.of("db-password", "secret-key");
  private static final List<String> PAGES =
      List.of("/wiki/Special:Version", "/w/api.php?action=query&meta=siteinfo&format=json");

  private final Places places;
  private final Farm farm;
  private final List<String> values = new ArrayList<>();
  private final List<String> found = new ArrayList<>();

  private Secrets(Places places, Farm farm) throws IOException {
    this.places = places;
    this.farm = farm;
    for (var name : NAMES) {
      values.add(Files.readString(places.data().resolve("secrets").resolve(name)).strip());
    }
  }

  /// @throws DemoFailure naming where one is
  static void prove(Places places, Farm farm, Narrator narrator) throws DemoFailure {
    try {
      var secrets = new Secrets(places, farm);
      var files = narrator.timed("neither secret is in what is kept", secrets::files);
      narrator.note("%,d files, %,d of them unpacked".formatted(files.read(), files.unpacked()));
      var said = narrator.timed("neither secret is in what is said", secrets::said);
      narrator.note("%,d answers and pages".formatted(said.read()));
      if (secrets.found.isEmpty()) return;
      throw DemoFailure.proof("no secret is kept or told", String.join(", ", secrets.found));
    } catch (IOException e) {
      throw places.failed(e);
    }
  }

  /// What the server keeps, with something in it that has to be found.
  private Scan files() throws DemoFailure {
    var canary = "canary-" + UUID.randomUUID();
    var scan = new Scan(with(canary));
    try {
      var planted = plant(Files.createDirectory(places.server().resolve("canary")), canary);
      scan.folder(places.server());
      scan.folder(places.serverLog());
      scan.folder(places.data().resolve("images"));
      for (var file : planted) Files.delete(file);
      Files.delete(places.server().resolve("canary"));
      finds(scan, canary, planted.stream().map(Path::toString).toList());
    } catch (IOException e) {
      throw places.failed(e);
    }
    return looked(scan);
  }

  /// A file that holds it, and two that hold it packed.
  private static List<Path> plant(Path folder, String canary) throws IOException {
    var plain = Files.writeString(folder.resolve("plain"), "a " + canary + " sings");
    var gzip = folder.resolve("gzip");
    pack(new GZIPOutputStream(Files.newOutputStream(gzip)), canary);
    var zstd = folder.resolve("zstd");
    pack(new ZstdOutputStream(Files.newOutputStream(zstd)), canary);
    return List.of(plain, gzip, zstd);
  }

  private static void pack(OutputStream to, String canary) throws IOException {
    try (to) {
      to.write(("a " + canary + " sings").getBytes(StandardCharsets.UTF_8));
    }
  }

  /// What the API tells, and the wikis' pages: the release that serves is in the one, each wiki's
  /// name in the other.
  private Scan said() throws DemoFailure {
    var release = answer(Story.TENANT, "/wiki/Main_Page").release();
    var scan = new Scan(with(release, "Test Wiki", "English Wiki"));
    try (var told = farm.told()) {
      told.to(scan::answer);
    } catch (ApiFailure failure) {
      throw DemoFailure.of(failure);
    } catch (IOException e) {
      throw DemoFailure.proof("all that the API tells is read", e.toString());
    }
    finds(scan, release, List.of("/api/status", "/api/releases/" + release));
    for (var tenant : List.of("test", "en")) pages(scan, tenant);
    finds(scan, "Test Wiki", List.of("test/wiki/Main_Page"));
    finds(scan, "English Wiki", List.of("en/wiki/Main_Page"));
    return looked(scan);
  }

  private void pages(Scan scan, String tenant) throws DemoFailure {
    var paths = new TreeSet<>(Stream.concat(Visitor.PAGES.stream(), PAGES.stream()).toList());
    paths.addAll(Page.assets(answer(tenant, "/wiki/Main_Page").body()));
    for (var path : paths) scan.answer(tenant + path, answer(tenant, path).body());
  }

  private Wiki.Answer answer(String tenant, String path) throws DemoFailure {
    try {
      var answer = farm.wiki().get(tenant, path, Map.of());
      if (answer.status() == 200) return answer;
      throw DemoFailure.proof("%s%s answers".formatted(tenant, path), "" + answer.status());
    } catch (IOException e) {
      throw DemoFailure.proof("%s%s answers".formatted(tenant, path), e.toString());
    }
  }

  private List<String> with(String... known) {
    return Stream.concat(values.stream(), Stream.of(known)).toList();
  }

  private Scan looked(Scan scan) {
    for (var value : values) found.addAll(scan.places(value));
    return scan;
  }

  private static void finds(Scan scan, String known, List<String> where) throws DemoFailure {
    if (scan.places(known).containsAll(where)) return;
    throw DemoFailure.proof(
        "the search finds what is there",
        "%s is in %s, and it found it in %s".formatted(known, where, scan.places(known)));
  }
}
