package speeder.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import speeder.core.image.Composition;
import speeder.core.image.LayerPlan;
import speeder.core.source.ObjectId;
import speeder.engine.port.PortFailure;

/// Trees that git itself would never write, put into the object store byte by byte.
class HostileTreeTest {
  private static final String FILE = "100644";
  private static final String LINK = "120000";
  private static final String FOLDER = "40000";

  @TempDir Path folder = Path.of("");
  private Bench bench;
  private Repo repo;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(folder);
    repo = bench.repo("evil");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside",
        "..",
        ".",
        "/etc/passwd",
        "a//b",
        ".git",
        ".GIT",
        ".wh.passwd",
        ".wh..wh..opq",
        "line\nbreak",
        "bell\u0007",
        "a/../../b"
      })
  void a_name_that_means_harm_is_refused_with_source_and_path(String name) throws Exception {
    var tree = tree(FILE, name, repo.blob("evil"));
    var failure = assertThrows(PortFailure.class, () -> build(tree));
    assertEquals(PortFailure.Kind.REFUSED, failure.kind());
    assertEquals("path-hostile", failure.why().code());
    assertTrue(failure.why().sentence().contains("In evil, `"), failure.why().sentence());
    assertNothingHalfDone();
  }

  @Test
  void the_same_in_a_folder_and_in_a_delta_is_refused() throws Exception {
    var inner = tree(FILE, "..", repo.blob("evil"));
    var tree = tree(FOLDER, "sub", inner);
    assertEquals("path-hostile", assertThrows(PortFailure.class, () -> build(tree)).why().code());
    var plan =
        LayerPlan.next(
            java.util.Optional.of(
                LayerPlan.whole(bench.recipe.base(), composition(repo.tree(Map.of("a", "1"))))),
            bench.recipe.base(),
            composition(tree));
    try (var images = bench.images("store")) {
      var failure =
          assertThrows(PortFailure.class, () -> images.build(plan, bench.recipe, _ -> {}));
      assertEquals("path-hostile", failure.why().code());
    }
  }

  @Test
  void nothing_is_written_through_a_link() throws Exception {
    var outside = Files.createDirectory(folder.resolve("outside"));
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(entry(LINK, "x", repo.blob(outside.toString())));
    bytes.writeBytes(entry(FOLDER, "x", tree(FILE, "pwned", repo.blob("evil"))));
    var failure = assertThrows(PortFailure.class, () -> build(repo.rawTree(bytes.toByteArray())));
    assertEquals("path-hostile", failure.why().code());
    assertEquals(Map.of(), Bench.files(outside), "what was written outside");
    assertNothingHalfDone();
  }

  @Test
  void a_name_twice_is_refused() throws Exception {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(entry(FILE, "x", repo.blob("1")));
    bytes.writeBytes(entry(FILE, "x", repo.blob("2")));
    var failure = assertThrows(PortFailure.class, () -> build(repo.rawTree(bytes.toByteArray())));
    assertEquals("path-hostile", failure.why().code());
  }

  @Test
  void links_are_data_wherever_they_point() throws Exception {
    try (var images = bench.images("store")) {
      var tree = repo.tree(Map.of("up", "link:../../../../etc/passwd", "abs", "link:/etc/shadow"));
      var built = bench.build(images, composition(tree));
      var unpacked = images.unpacked(built.digest()).layers().getLast().resolve("srv/evil");
      assertEquals(Path.of("/etc/shadow"), Files.readSymbolicLink(unpacked.resolve("abs")));
    }
  }

  @Test
  void names_that_are_no_utf8_are_kept_as_they_are() throws Exception {
    Programs.need("tar");
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes("100644 caf".getBytes(StandardCharsets.US_ASCII));
    bytes.write(0xe9);
    bytes.write(0);
    bytes.writeBytes(HexFormat.of().parseHex(repo.blob("1").hex()));
    try (var images = bench.images("store")) {
      var built = bench.build(images, composition(repo.rawTree(bytes.toByteArray())));
      var unpacked = images.unpacked(built.digest()).layers().getLast().resolve("srv/evil");
      var listed = Programs.run("sh", "-c", "ls " + unpacked + " | od -An -tx1");
      assertEquals("63 61 66 e9 0a", listed.strip());
      var blob = folder.resolve("store/blobs/sha256", built.layers().getLast().hex());
      var inTar =
          Programs.run("sh", "-c", "zstd -dcq " + blob + " | tar -t --quoting-style=escape");
      assertTrue(inTar.contains("caf\\351"), inTar);
    }
  }

  @Test
  void a_place_below_a_link_of_the_base_is_refused() throws Exception {
    var base = bench.base(Map.of("usr/bin/php", "php", "bin", "link:usr/bin"));
    var parts = new TreeMap<String, Composition.Part>();
    parts.put("/bin/app", new Composition.Part("evil", repo.tree(Map.of("a", "1"))));
    try (var images = bench.images("store")) {
      var plan = LayerPlan.whole(base, new Composition(parts));
      var failure =
          assertThrows(PortFailure.class, () -> images.build(plan, bench.recipe(base), _ -> {}));
      assertEquals("place-unfit", failure.why().code());
      assertTrue(failure.why().sentence().contains("/bin, which is a link"), failure.getMessage());
    }
  }

  private void build(ObjectId tree) throws PortFailure {
    try (var images = bench.images("store")) {
      bench.build(images, composition(tree));
    }
  }

  private void assertNothingHalfDone() throws Exception {
    try (var left = Files.list(folder.resolve("store/layers"))) {
      assertEquals(0, left.count(), "finished layers");
    }
    try (var left = Files.list(folder.resolve("store/tmp"))) {
      assertFalse(left.anyMatch(Files::isDirectory), "temporary folders after closing");
    }
  }

  private static Composition composition(ObjectId tree) {
    var parts = new TreeMap<String, Composition.Part>();
    parts.put("/srv/evil", new Composition.Part("evil", tree));
    return new Composition(parts);
  }

  private ObjectId tree(String mode, String name, ObjectId id) {
    return repo.rawTree(entry(mode, name, id));
  }

  private static byte[] entry(String mode, String name, ObjectId id) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes((mode + " " + name).getBytes(StandardCharsets.UTF_8));
    bytes.write(0);
    bytes.writeBytes(HexFormat.of().parseHex(id.hex()));
    return bytes.toByteArray();
  }
}
