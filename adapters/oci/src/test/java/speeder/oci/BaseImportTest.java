package speeder.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;

class BaseImportTest {
  @TempDir Path folder = Path.of("");
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    Programs.need("tar");
    bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void the_same_tar_gives_the_same_image_however_it_is_packed() throws Exception {
    var tar = tar();
    var plain = BaseImport.run(tar, "oci:" + folder.resolve("o1"), Compression.ZSTD);
    Programs.run("gzip", "-k", tar.toString());
    Programs.run("zstd", "-q", tar.toString());
    assertEquals(plain, BaseImport.run(tar, "oci:" + folder.resolve("o2"), Compression.ZSTD));
    assertEquals(plain, imported(".gz"));
    assertEquals(plain, imported(".zst"));
  }

  @Test
  void what_a_root_file_system_holds_is_unpacked_as_it_was() throws Exception {
    Programs.needRoot();
    var root = root();
    Programs.run("mknod", root.resolve("null").toString(), "c", "1", "3");
    Programs.run("mkfifo", root.resolve("pipe").toString());
    Programs.run("chmod", "4755", root.resolve("sub/file").toString());
    Programs.run("chmod", "1777", root.resolve("tmp").toString());
    Programs.run("chown", "33:44", root.resolve("sub/file").toString());
    Programs.run("chmod", "4755", root.resolve("sub/file").toString());
    var tar = folder.resolve("root.tar");
    Programs.run("tar", "-C", root.toString(), "-cf", tar.toString(), ".");
    var unpacked = unpacked(tar, "o");
    assertEquals(Bench.files(root), Bench.files(unpacked));
    assertEquals(33, Files.getAttribute(unpacked.resolve("sub/file"), "unix:uid"));
    assertEquals(
        Files.getAttribute(unpacked.resolve("sub/file"), "unix:ino"),
        Files.getAttribute(unpacked.resolve("sub/hard"), "unix:ino"),
        "a hard link stays one");
    assertEquals(
        Files.getLastModifiedTime(root.resolve("sub")).toMillis() / 1000,
        Files.getLastModifiedTime(unpacked.resolve("sub")).toMillis() / 1000);
    assertEquals(
        Files.getAttribute(root.resolve("null"), "unix:rdev"),
        Files.getAttribute(unpacked.resolve("null"), "unix:rdev"));
  }

  @Test
  void gzip_layers_are_read_and_written() throws Exception {
    var tar = tar();
    var base = BaseImport.run(tar, "oci:" + folder.resolve("base"), Compression.GZIP);
    try (var images = OciImages.open(folder.resolve("store"), bench.trees, Compression.GZIP)) {
      var composition = bench.composition(Map.of("/srv/app", Map.of("a", "1")));
      var plan = speeder.core.image.LayerPlan.whole(base, composition);
      var built = images.build(plan, bench.recipe(base), _ -> {});
      images.push(built.digest(), "oci:" + folder.resolve("out") + ":x", _ -> {});
      Programs.need("skopeo");
      Programs.run(
          "skopeo",
          "--insecure-policy",
          "copy",
          "oci:" + folder.resolve("out") + ":x",
          "docker-archive:" + folder.resolve("out.tar") + ":app:web");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "this is no tar", "\0"})
  void what_is_no_tar_is_refused(String start) throws Exception {
    var file = folder.resolve("file");
    Files.writeString(file, start + (start.isEmpty() ? "" : "x".repeat(2000)));
    var failure =
        assertThrows(
            PortFailure.class,
            () -> BaseImport.run(file, "oci:" + folder.resolve("o"), Compression.ZSTD));
    assertEquals("tar-unfit", failure.why().code());
    assertEquals(PortFailure.Kind.REFUSED, failure.kind());
    try (var left = Files.list(folder.resolve("o"))) {
      assertEquals(0, left.count(), "files in the layout");
    }
  }

  @Test
  void a_tar_cut_short_is_refused() throws Exception {
    var tar = tar();
    var cut = folder.resolve("cut.tar");
    var bytes = Files.readAllBytes(tar);
    Files.write(cut, java.util.Arrays.copyOf(bytes, 1024 + 700));
    var failure =
        assertThrows(
            PortFailure.class,
            () -> BaseImport.run(cut, "oci:" + folder.resolve("o"), Compression.ZSTD));
    assertEquals("tar-unfit", failure.why().code());
  }

  private Digest imported(String packed) throws Exception {
    var to = "oci:" + folder.resolve("o" + packed);
    return BaseImport.run(folder.resolve("some.tar" + packed), to, Compression.ZSTD);
  }

  private Path unpacked(Path tar, String layout) throws Exception {
    var to = "oci:" + folder.resolve(layout);
    var image = BaseImport.run(tar, to, Compression.ZSTD);
    try (var images = bench.images("store")) {
      images.pull(image, to, _ -> {});
      return images.unpacked(image).layers().getFirst();
    }
  }

  private Path root() throws Exception {
    var root = Files.createTempDirectory(folder, "rootfs");
    Files.createDirectories(root.resolve("sub/deep"));
    Files.createDirectory(root.resolve("tmp"));
    Files.writeString(root.resolve("sub/file"), "x".repeat(3000));
    Files.createLink(root.resolve("sub/hard"), root.resolve("sub/file"));
    Files.createSymbolicLink(root.resolve("link"), Path.of("sub/../../outside"));
    Files.writeString(root.resolve("sub/" + "n".repeat(180)), "long name");
    return root;
  }

  private Path tar() throws Exception {
    var tar = folder.resolve("some.tar");
    Programs.run("tar", "--sort=name", "-C", root().toString(), "-cf", tar.toString(), ".");
    return tar;
  }
}
