package speeder.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import speeder.core.image.BuiltImage;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;

class RemoteTest {
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
  void an_image_goes_to_a_registry_and_comes_back() throws Exception {
    Programs.need("docker-registry");
    try (var registry = new RegistryProcess(folder);
        var here = bench.images("here");
        var there = bench.images("there")) {
      var built = build(here);
      var first = here.push(built.digest(), registry.repository(), _ -> {});
      assertEquals(3, first.blobsSent(), "configuration, base, layer");
      var again = here.push(built.digest(), registry.repository(), _ -> {});
      assertEquals(0, again.bytesSent(), "bytes sent the second time");
      there.pull(built.digest(), registry.repository(), _ -> {});
      assertEquals(shown(here, built.digest()), shown(there, built.digest()));
    }
  }

  @Test
  void a_delta_sends_only_itself() throws Exception {
    Programs.need("docker-registry");
    try (var registry = new RegistryProcess(folder);
        var images = bench.images("here")) {
      var base = bench.recipe.base();
      var first = bench.composition(Map.of("/srv/app", Map.of("a", "1", "b", "2")));
      var second = bench.composition(Map.of("/srv/app", Map.of("a", "1", "b", "3")));
      var plan = speeder.core.image.LayerPlan.whole(base, first);
      images.push(
          images.build(plan, bench.recipe, _ -> {}).digest(), registry.repository(), _ -> {});
      var next = speeder.core.image.LayerPlan.next(java.util.Optional.of(plan), base, second);
      var built = images.build(next, bench.recipe, _ -> {});
      var pushed = images.push(built.digest(), registry.repository(), _ -> {});
      assertEquals(2, pushed.blobsSent(), "configuration and delta");
      assertEquals(2, pushed.blobsReused(), "base and whole layer");
    }
  }

  @Test
  void a_tag_names_the_image_pushed_last() throws Exception {
    Programs.need("docker-registry");
    Programs.need("skopeo");
    try (var registry = new RegistryProcess(folder);
        var images = bench.images("here")) {
      var built = build(images);
      images.push(built.digest(), registry.repository() + ":next", _ -> {});
      var digest = "docker://" + registry.repository() + ":next";
      var said =
          Programs.run(
              "skopeo", "inspect", "--tls-verify=false", "--format", "{{.Digest}}", digest);
      assertEquals(built.digest().text(), said.strip());
      var copy = "oci:" + folder.resolve("copy") + ":x";
      Programs.run("skopeo", "copy", "--src-tls-verify=false", "--insecure-policy", digest, copy);
    }
  }

  @Test
  void a_registry_that_is_gone_is_said_to_be_gone() throws Exception {
    Programs.need("docker-registry");
    try (var registry = new RegistryProcess(folder);
        var images = bench.images("here")) {
      var built = build(images);
      registry.stop();
      var failure =
          assertThrows(
              PortFailure.class, () -> images.push(built.digest(), registry.repository(), _ -> {}));
      assertEquals(PortFailure.Kind.FAILED, failure.kind());
      assertEquals("registry-gone", failure.why().code());
    }
  }

  @Test
  void an_image_that_is_not_there_is_refused() throws Exception {
    Programs.need("docker-registry");
    var nothing = Digest.of("nothing");
    try (var registry = new RegistryProcess(folder);
        var images = bench.images("here")) {
      for (var from : List.of(registry.repository(), "oci:" + folder.resolve("base"))) {
        var failure = assertThrows(PortFailure.class, () -> images.pull(nothing, from, _ -> {}));
        assertEquals(PortFailure.Kind.REFUSED, failure.kind());
        assertEquals("image-missing", failure.why().code());
      }
    }
  }

  @Test
  void damaged_bytes_are_not_taken() throws Exception {
    Programs.need("docker-registry");
    try (var registry = new RegistryProcess(folder);
        var here = bench.images("here");
        var there = bench.images("there")) {
      var built = build(here);
      here.push(built.digest(), registry.repository(), _ -> {});
      var layer = built.layers().getLast();
      var layout = "oci:" + folder.resolve("out");
      here.push(built.digest(), layout, _ -> {});
      var file = folder.resolve("out/blobs/sha256", layer.hex());
      var bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.delete(file);
      Files.write(file, bytes);
      var stored =
          folder.resolve(
              "registry/docker/registry/v2/blobs/sha256",
              layer.hex().substring(0, 2),
              layer.hex(),
              "data");
      Files.write(stored, bytes);
      for (var from : List.of(layout, registry.repository())) {
        var failure =
            assertThrows(PortFailure.class, () -> there.pull(built.digest(), from, _ -> {}));
        assertEquals("digest-wrong", failure.why().code(), failure.getMessage());
      }
    }
  }

  @Test
  void other_tools_take_the_layout() throws Exception {
    Programs.need("skopeo");
    try (var images = bench.images("here")) {
      var built = build(images);
      images.push(built.digest(), "oci:" + folder.resolve("out") + ":web", _ -> {});
      var said = Programs.run("skopeo", "inspect", "oci:" + folder.resolve("out") + ":web");
      assertTrue(said.contains(built.digest().text()), said);
      assertTrue(said.contains(built.layers().getLast().text()), said);
      Programs.run(
          "skopeo",
          "--insecure-policy",
          "copy",
          "oci:" + folder.resolve("out") + ":web",
          "dir:" + folder.resolve("skopeo"));
    }
  }

  @Test
  void many_may_write_one_layout_at_once() throws Exception {
    try (var images = bench.images("here");
        var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var layout = "oci:" + folder.resolve("out");
      var running = new ArrayList<Future<BuiltImage>>();
      for (int i = 0; i < 8; i++) {
        var composition = bench.composition(Map.of("/srv/app", Map.of("a", "version " + i)));
        var to = layout + ":v" + i;
        running.add(
            workers.submit(
                (Callable<BuiltImage>)
                    () -> {
                      var built = bench.build(images, composition);
                      images.push(built.digest(), to, _ -> {});
                      return built;
                    }));
      }
      for (var one : running) one.get();
      var index = Files.readString(folder.resolve("out/index.json"));
      for (int i = 0; i < 8; i++) assertTrue(index.contains("\"v" + i + "\""), index);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "app", "oci:", "http://x/y", "host/UPPER", "host/x@sha256:00", "/x"})
  void what_names_no_place_is_refused(String location) {
    var failure = assertThrows(PortFailure.class, () -> Location.parse(location));
    assertEquals("location-unfit", failure.why().code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:5000/x", "localhost/x", "127.1.2.3/x/y:tag", "[::1]:5000/x"})
  void only_this_machine_is_spoken_to_in_the_clear(String location) throws Exception {
    assertTrue(((Location.Repository) Location.parse(location)).isLoopback());
    var other = (Location.Repository) Location.parse("127.0.0.1.example.org/x");
    assertTrue(!other.isLoopback());
  }

  private BuiltImage build(OciImages images) throws PortFailure {
    return bench.build(
        images, bench.composition(Map.of("/srv/app", Map.of("a", "1", "b", "x".repeat(5000)))));
  }

  private static List<Map<String, String>> shown(OciImages images, Digest image) throws Exception {
    var all = new ArrayList<Map<String, String>>();
    for (var layer : images.unpacked(image).layers()) all.add(Bench.files(layer));
    return all;
  }
}
