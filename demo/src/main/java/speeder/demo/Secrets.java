package speeder.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// The database's password and the application's secret key are where containers read them, and in
/// nothing that Speeder keeps or says: layers as they are unpacked, journal, documents, logs,
/// answers.
final class Secrets {
  private static final List<String> NAMES = List.of("db-password", "secret-key");
  private static final List<String> ANSWERS =
      List.of(
          "/",
          "/api/status",
          "/api/journal?from=1&max=10000",
          "/api/releases?lane=pretrain",
          "/api/rollouts?lane=pretrain",
          "/metrics");
  private static final int CHUNK = 1 << 20;

  private final Places places;
  private final List<String> values = new ArrayList<>();
  private final List<String> found = new ArrayList<>();
  private int read;

  private Secrets(Places places) throws IOException {
    this.places = places;
    for (var name : NAMES) {
      values.add(Files.readString(places.data().resolve("secrets").resolve(name)).strip());
    }
  }

  /// @throws DemoFailure naming where one is
  static void prove(Places places, Farm farm, Narrator narrator) throws DemoFailure {
    try {
      var secrets = new Secrets(places);
      secrets.files();
      secrets.answers(farm.server());
      narrator.note("neither secret is in any of %,d files and answers".formatted(secrets.read));
      if (secrets.found.isEmpty()) return;
      throw DemoFailure.proof("no secret is kept or told", String.join(", ", secrets.found));
    } catch (IOException e) {
      throw places.failed(e);
    }
  }

  private void files() throws IOException {
    for (var kept : List.of(places.server(), places.serverLog(), places.data().resolve("images"))) {
      if (Files.exists(kept)) Files.walkFileTree(kept, new Looking(device(kept)));
    }
  }

  /// Looks into every file of one device: what containers have mounted shows unpacked layers once
  /// more.
  private final class Looking extends SimpleFileVisitor<Path> {
    private final Object device;

    Looking(Object device) {
      this.device = device;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      return device(folder).equals(device)
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile()) look(file);
      return FileVisitResult.CONTINUE;
    }

    /// A server at work makes and removes files.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }

  private static Object device(Path file) throws IOException {
    return Files.getAttribute(file, "unix:dev");
  }

  private void look(Path file) throws IOException {
    read++;
    int overlap = values.stream().mapToInt(String::length).max().orElse(0);
    try (InputStream in = Files.newInputStream(file)) {
      var before = "";
      for (var bytes = in.readNBytes(CHUNK); bytes.length > 0; bytes = in.readNBytes(CHUNK)) {
        var text = before + new String(bytes, StandardCharsets.ISO_8859_1);
        if (holds(text)) {
          found.add(file.toString());
          return;
        }
        before = text.substring(Math.max(0, text.length() - overlap));
      }
    } catch (NoSuchFileException gone) {
      // Removed while it was looked for.
    }
  }

  private void answers(URI server) throws IOException {
    try (var client = HttpClient.newHttpClient()) {
      for (var path : ANSWERS) {
        var request = HttpRequest.newBuilder(server.resolve(path)).build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IOException(path + ": " + answer.statusCode());
        read++;
        if (holds(answer.body())) found.add(path);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private boolean holds(String text) {
    return values.stream().anyMatch(text::contains);
  }
}
