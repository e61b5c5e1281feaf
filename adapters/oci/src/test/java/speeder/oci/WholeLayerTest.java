package speeder.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.image.Composition;

class WholeLayerTest {
  private static final Map<String, String> FILES =
      Map.of(
          "index.php",
          "<?php echo 1;",
          "bin/run.sh",
          "run:#!/bin/sh\n",
          "current",
          "link:releases/../index.php",
          "Größe/ünïcödé.txt",
          "Grüße",
          "long/" + "n".repeat(200) + "/" + "x".repeat(250),
          "long name",
          "deep/" + "d/".repeat(120) + "file",
          "deep",
          "empty",
          "",
          "large.bin",
          "0123456789abcdef".repeat(50_000));

  @TempDir Path folder = Path.of("");
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void the_unpacked_folder_equals_a_checkout_file_by_file() throws Exception {
    Programs.need("git");
    var tree = bench.repo("/srv/app").tree(FILES);
    var checkout = Files.createDirectory(folder.resolve("checkout"));
    var git = bench.repo("/srv/app").repository().getDirectory().toString();
    Programs.run(
        "git", "--git-dir", git, "--work-tree", checkout.toString(), "read-tree", tree.hex());
    Programs.run(
        "git", "--git-dir", git, "--work-tree", checkout.toString(), "checkout-index", "-a");
    assertEquals(
        Bench.files(checkout),
        Bench.files(unpacked(Map.of("/srv/app", FILES), "s1").resolve("srv/app")));
  }

  @Test
  void the_tar_holds_what_the_unpacked_folder_holds() throws Exception {
    Programs.need("tar");
    try (var images = bench.images("s1")) {
      var built = bench.build(images, bench.composition(Map.of("/srv/app", FILES)));
      var blob = folder.resolve("s1/blobs/sha256", built.layers().getLast().hex());
      var tar = folder.resolve("layer.tar");
      Programs.run("zstd", "-q", "-d", blob.toString(), "-o", tar.toString());
      var extracted = Files.createDirectory(folder.resolve("extracted"));
      Programs.run("tar", "-C", extracted.toString(), "-xpf", tar.toString());
      var unpacked = images.unpacked(built.digest()).layers().getLast();
      assertEquals(Bench.files(unpacked), Bench.files(extracted));
      assertEquals(times(unpacked), times(extracted));
    }
  }

  @Test
  void two_stores_and_any_order_of_input_give_the_same_bytes() throws Exception {
    var there =
        Map.of("/srv/app", FILES, "/srv/app/ext/A", Map.of("a", "1"), "/etc/app", Map.of("c", "2"));
    var shuffled = new TreeMap<String, Map<String, String>>(java.util.Comparator.reverseOrder());
    shuffled.putAll(there);
    try (var one = bench.images("s1");
        var two = bench.images("s2")) {
      var first = bench.build(one, bench.composition(there));
      var second = bench.build(two, bench.composition(shuffled));
      assertEquals(first, second);
    }
  }

  @Test
  void what_stands_already_is_not_built_again() throws Exception {
    var composition = bench.composition(Map.of("/srv/app", FILES));
    try (var images = bench.images("s1")) {
      assertEquals(1, bench.build(images, composition).built());
      assertEquals(0, bench.build(images, composition).built());
    }
    try (var images = bench.images("s1")) {
      assertEquals(0, bench.build(images, composition).built());
    }
  }

  @Test
  void a_place_in_another_lays_over_it() throws Exception {
    var unpacked =
        unpacked(
            Map.of(
                "/srv/app",
                Map.of(
                    "ext/README",
                    "all",
                    "ext/A/README",
                    "core's",
                    "ext/A/sub/x",
                    "core's x",
                    "ext/B",
                    "a file where a place is",
                    "z",
                    "z"),
                "/srv/app/ext/A",
                Map.of("README", "A's", "sub", "a file over a folder"),
                "/srv/app/ext/B",
                Map.of("b", "B's")),
            "s1");
    var files = Bench.files(unpacked.resolve("srv/app"));
    files.values().removeIf(what -> what.startsWith("40"));
    assertEquals(
        Map.of(
            "ext/A/README", "100644 A's",
            "ext/A/sub", "100644 a file over a folder",
            "ext/B/b", "100644 B's",
            "ext/README", "100644 all",
            "z", "100644 z"),
        files);
  }

  @Test
  void submodules_are_left_out() throws Exception {
    var unpacked =
        unpacked(Map.of("/srv", Map.of("a", "1", "sub", "module:" + "ab".repeat(20))), "s1");
    assertEquals(java.util.Set.of("a"), Bench.files(unpacked.resolve("srv")).keySet());
  }

  @Test
  void times_come_from_contents_and_lie_in_the_past() throws Exception {
    var unpacked =
        unpacked(Map.of("/srv", Map.of("a", "1", "b", "1", "c", "2")), "s1").resolve("srv");
    var a = Files.getLastModifiedTime(unpacked.resolve("a")).toInstant().getEpochSecond();
    var b = Files.getLastModifiedTime(unpacked.resolve("b")).toInstant().getEpochSecond();
    var c = Files.getLastModifiedTime(unpacked.resolve("c")).toInstant().getEpochSecond();
    assertEquals(a, b, "equal contents");
    assertTrue(a != c, "other contents");
    assertTrue(a >= 1_000_000_000L && a < 1_600_000_000L, "in the range: " + a);
  }

  private Path unpacked(Map<String, Map<String, String>> places, String store) throws Exception {
    try (var images = bench.images(store)) {
      Composition composition = bench.composition(places);
      var built = bench.build(images, composition);
      return images.unpacked(built.digest()).layers().getLast();
    }
  }

  private static Map<String, Long> times(Path root) throws Exception {
    var times = new TreeMap<String, Long>();
    try (var all = Files.walk(root)) {
      for (var path : (Iterable<Path>) all::iterator) {
        if (path.equals(root)) continue;
        var time = Files.getLastModifiedTime(path, java.nio.file.LinkOption.NOFOLLOW_LINKS);
        times.put(root.relativize(path).toString(), time.toInstant().getEpochSecond());
      }
    }
    return times;
  }
}
