package speeder.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import speeder.core.image.LayerPlan;

/// Deltas, mounted as a container has them, must show what a whole layer shows.
class DeltaLayerTest {
  private static final String CORE = "/srv/app";
  private static final String CITE = "/srv/app/ext/Cite";
  private static final Map<String, String> CORE_FILES =
      Map.of("a", "1", "dir/b", "2", "dir/c", "3", "ext/README", "4", "link", "link:dir/b");

  @TempDir Path folder = Path.of("");
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    Programs.needRoot();
    Programs.need("mount");
    bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    if (bench != null) bench.close();
  }

  @Test
  void files_come_change_and_go() throws Exception {
    check(
        Map.of(CORE, CORE_FILES),
        Map.of(CORE, Map.of("a", "changed", "dir/c", "3", "dir/new", "run:5", "link", "link:a")));
  }

  @Test
  void a_file_becomes_a_folder_and_a_folder_a_file() throws Exception {
    check(
        Map.of(CORE, CORE_FILES),
        Map.of(CORE, Map.of("a/x", "1", "a/y/z", "2", "dir", "now a file", "ext", "link:dir")),
        Map.of(CORE, CORE_FILES),
        Map.of(CORE, Map.of("a", "link:dir", "dir/b/c", "2", "link/x", "1")));
  }

  @Test
  void what_went_comes_back_without_what_it_had() throws Exception {
    check(
        Map.of(CORE, CORE_FILES),
        Map.of(CORE, Map.of("a", "1")),
        Map.of(CORE, Map.of("a", "1", "dir/new", "only this")));
  }

  @Test
  void a_source_is_added_removed_and_moved() throws Exception {
    var cite = Map.of("Cite.php", "c", "i18n/en.json", "{}");
    check(
        Map.of(CORE, CORE_FILES),
        Map.of(CORE, CORE_FILES, CITE, cite),
        Map.of(CORE, CORE_FILES, "/srv/app/ext/Quote", cite),
        Map.of(CORE, CORE_FILES, "/opt/other/place", cite),
        Map.of(CORE, CORE_FILES));
  }

  @Test
  void a_nested_place_goes_and_what_it_hid_shows() throws Exception {
    var core = new HashMap<>(CORE_FILES);
    core.put("ext/Cite/Cite.php", "core's own");
    core.put("ext/Cite/core.txt", "core's too");
    core.put("ext/Blob", "a file where a place will be");
    var cite = Map.of("Cite.php", "c", "core.txt/x", "a folder over a file");
    check(
        Map.of(CORE, core),
        Map.of(CORE, core, CITE, cite, "/srv/app/ext/Blob", Map.of("x", "1")),
        Map.of(
            CORE, core, CITE, Map.of("Other.php", "o"), "/srv/app/ext/Blob/deep", Map.of("x", "1")),
        Map.of(CORE, core));
  }

  @Test
  void the_outer_source_goes_and_the_nested_one_stays() throws Exception {
    var cite = Map.of("Cite.php", "c");
    var outer = new HashMap<>(CORE_FILES);
    outer.put("ext/Cite/lib/core", "core's");
    check(
        Map.of(CORE, outer, CITE, cite),
        Map.of(CITE, cite),
        Map.of(CORE, CORE_FILES, CITE, cite),
        Map.of(CORE, Map.of("a", "1"), CITE, cite),
        Map.of("/opt/x", Map.of("y", "z")));
  }

  @Test
  void a_submodule_takes_the_place_of_files() throws Exception {
    var module = "module:" + "ab".repeat(20);
    check(
        Map.of(CORE, Map.of("a", "1", "b/c", "2", "m", module, "z", "0")),
        Map.of(CORE, Map.of("a", module, "b", module, "m", "a file", "z", "0")),
        Map.of(CORE, Map.of("a/x", "2", "b", module, "m", module, "z", "0")));
  }

  @Test
  void the_root_itself_may_be_a_place() throws Exception {
    check(
        Map.of("/", Map.of("srv/a", "1", "opt/x/b", "2"), CORE, CORE_FILES),
        Map.of("/", Map.of("srv/a", "2"), CORE, CORE_FILES),
        Map.of(CORE, CORE_FILES));
  }

  @Test
  void folders_of_the_base_outlive_those_of_sources() throws Exception {
    var base = bench.base(Map.of("etc/php/php.ini", "base's", "etc/php/conf.d/x", "base's"));
    var before =
        bench.composition(Map.of("/etc", Map.of("php/ours.ini", "1", "php/own/y", "2", "z", "3")));
    var after = bench.composition(Map.of("/etc", Map.of("z", "3")));
    var recipe = bench.recipe(base);
    var plan = LayerPlan.next(Optional.of(LayerPlan.whole(base, before)), base, after);
    try (var images = bench.images("store")) {
      var built = images.build(plan, recipe, _ -> {});
      var whole = images.build(LayerPlan.whole(base, after), recipe, _ -> {});
      assertEquals(
          shown(images.unpacked(whole.digest()).layers()),
          shown(images.unpacked(built.digest()).layers()));
    }
  }

  @Test
  void a_hundred_deltas_show_what_one_layer_shows() throws Exception {
    var random = new Random(7);
    var versions = new ArrayList<Map<String, Map<String, String>>>();
    for (int i = 0; i < 100; i++) versions.add(randomPlaces(random));
    checkAll(versions, 33);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void random_histories_show_what_one_layer_shows(long seed) throws Exception {
    var random = new Random(seed);
    var versions = new ArrayList<Map<String, Map<String, String>>>();
    for (int i = 0; i < 6; i++) versions.add(randomPlaces(random));
    checkAll(versions, 1);
  }

  private static Map<String, Map<String, String>> randomPlaces(Random random) {
    var places = new TreeMap<String, Map<String, String>>();
    for (var place :
        List.of(CORE, CITE, "/srv/app/a", "/srv/app/ext", "/opt/x", "/srv/app/a/b/c")) {
      if (random.nextInt(3) > 0) places.put(place, randomFiles(random));
    }
    if (places.isEmpty()) places.put(CORE, Map.of("a", "1"));
    return places;
  }

  /// Names overlap on purpose; a name is a file here and a folder there.
  private static Map<String, String> randomFiles(Random random) {
    var names = List.of("a", "b", "ext", "Cite", "c");
    var files = new TreeMap<String, String>();
    for (int i = 0; i < 6; i++) {
      var path = new StringBuilder(names.get(random.nextInt(names.size())));
      while (random.nextInt(5) < 2)
        path.append('/').append(names.get(random.nextInt(names.size())));
      var name = path.toString();
      boolean clashes =
          files.keySet().stream()
              .anyMatch(f -> (f + "/").startsWith(name + "/") || (name + "/").startsWith(f + "/"));
      if (!clashes) files.put(name, content(random));
    }
    return files;
  }

  private static String content(Random random) {
    return List.of("", "link:", "run:").get(random.nextInt(3)) + "v" + random.nextInt(4);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private final void check(Map<String, Map<String, String>>... versions) throws Exception {
    checkAll(List.of(versions), 1);
  }

  private void checkAll(List<? extends Map<String, Map<String, String>>> versions, int every)
      throws Exception {
    var base = bench.recipe.base();
    Optional<LayerPlan> plan = Optional.empty();
    Optional<LayerPlan> previous = Optional.empty();
    try (var images = bench.images("store")) {
      for (int i = 0; i < versions.size(); i++) {
        var composition = bench.composition(versions.get(i));
        previous = plan;
        plan = Optional.of(LayerPlan.next(plan, base, composition));
        if (i % every != 0 && i < versions.size() - 1) continue;
        var built = images.build(plan.get(), bench.recipe, _ -> {});
        var whole = images.build(LayerPlan.whole(base, composition), bench.recipe, _ -> {});
        var wanted = shown(images.unpacked(whole.digest()).layers());
        assertEquals(wanted, shown(images.unpacked(built.digest()).layers()), "mounted");
        if (i == versions.size() - 1)
          assertEquals(wanted, applied(built.digest().hex()), "as tars");
      }
      assertEquals(versions.size() > 1, previous.isPresent());
    }
  }

  /// What overlayfs makes of layers: lowest first. Names are short and relative, since mount takes
  /// one page of options.
  private Map<String, String> shown(List<Path> layers) throws Exception {
    var top = Files.createTempDirectory(folder, "mount");
    var lower = new ArrayList<String>();
    for (var layer : layers.reversed()) lower.add(String.valueOf(layer.getFileName()));
    if (lower.size() == 1) return Bench.files(layers.getFirst());
    var parent = Optional.ofNullable(layers.getFirst().getParent()).orElseThrow();
    Programs.run(
        "sh",
        "-c",
        "cd %s && mount -t overlay overlay -o lowerdir=%s %s"
            .formatted(parent, String.join(":", lower), top));
    try {
      return Bench.files(top);
    } finally {
      Programs.run("umount", top.toString());
    }
  }

  /// What the image specification's rules make of the tars.
  private Map<String, String> applied(String image) throws Exception {
    var root = Files.createTempDirectory(folder, "applied");
    for (var layer : layers(image)) {
      var blob = folder.resolve("store/blobs/sha256", layer);
      var fresh = Files.createTempDirectory(folder, "layer");
      Programs.run("sh", "-c", "zstd -q -d -c %s | tar -C %s -xpf -".formatted(blob, fresh));
      apply(fresh, root);
      Disk.deleteAll(fresh);
    }
    var files = Bench.files(root);
    Disk.deleteAll(root);
    return files;
  }

  private Collection<String> layers(String image) throws Exception {
    var bytes = Files.readAllBytes(folder.resolve("store/blobs/sha256", image));
    return Manifest.parse(bytes).layers().stream().map(layer -> layer.digest().hex()).toList();
  }

  private static void apply(Path layer, Path root) throws Exception {
    List<Path> all;
    try (var walk = Files.walk(layer)) {
      all = walk.filter(path -> !path.equals(layer)).toList();
    }
    for (var path : all) {
      var name = String.valueOf(path.getFileName());
      var to = root.resolve(layer.relativize(path).toString());
      if (name.startsWith(".wh.")) Disk.deleteAll(to.resolveSibling(name.substring(4)));
    }
    for (var path : all) {
      if (String.valueOf(path.getFileName()).startsWith(".wh.")) continue;
      var to = root.resolve(layer.relativize(path).toString());
      boolean isFolder = Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS);
      boolean wasFolder = Files.isDirectory(to, java.nio.file.LinkOption.NOFOLLOW_LINKS);
      if (!isFolder || !wasFolder) Disk.deleteAll(to);
      if (isFolder && !wasFolder) Files.createDirectory(to);
      else if (!isFolder) {
        Files.copy(
            path,
            to,
            java.nio.file.LinkOption.NOFOLLOW_LINKS,
            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
