package speeder.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.image.BuiltImage;
import speeder.core.image.Composition;
import speeder.core.image.LayerPlan;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Trees;

/// Builds that are interrupted, repeated, and run side by side.
class KilledTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

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
  void a_build_killed_in_the_middle_leaves_nothing_that_counts() throws Exception {
    var tree = bench.repo("core").tree(many());
    var process = buildElsewhere(tree);
    try {
      waitFor(() -> hasBegun(folder.resolve("store/tmp")), process);
    } finally {
      process.destroyForcibly();
      process.onExit().join();
    }
    assertEquals(0, count(folder.resolve("store/layers")), "finished layers after the kill");
    assertTrue(count(folder.resolve("store/tmp")) > 1, "what the killed process left");
    try (var images = bench.images("store");
        var fresh = bench.images("fresh")) {
      assertEquals(2, count(folder.resolve("store/tmp")), "lock and our own folder");
      assertEquals(bench.build(fresh, composition(tree)), bench.build(images, composition(tree)));
    }
  }

  @Test
  void a_build_that_fails_half_way_is_done_again() throws Exception {
    var composition = composition(bench.repo("core").tree(many()));
    var wrong = new Failing(bench.trees, 500);
    try (var images = OciImages.open(folder.resolve("store"), wrong, Compression.ZSTD)) {
      assertThrows(PortFailure.class, () -> bench.build(images, composition));
      assertEquals(0, count(folder.resolve("store/layers")));
      wrong.copies.set(Integer.MIN_VALUE);
      assertEquals(1, bench.build(images, composition).built());
    }
  }

  @Test
  void builds_of_one_layer_at_once_do_the_work_once() throws Exception {
    var composition = composition(bench.repo("core").tree(many()));
    var all = new ArrayList<Future<BuiltImage>>();
    try (var one = bench.images("store");
        var two = bench.images("store");
        var workers = Executors.newFixedThreadPool(6)) {
      for (var images : List.of(one, two, one, two, one, two)) {
        all.add(workers.submit((Callable<BuiltImage>) () -> bench.build(images, composition)));
      }
      int built = 0;
      for (var one1 : all) built += one1.get().built();
      assertEquals(1, built, "layers built by six builds");
    }
  }

  @Test
  void an_unpacked_folder_of_an_earlier_start_of_the_machine_is_made_again() throws Exception {
    var composition = composition(bench.repo("core").tree(Map.of("a", "1")));
    try (var images = bench.images("store")) {
      var built = bench.build(images, composition);
      var unpacked = images.unpacked(built.digest()).layers().getLast();
      Files.writeString(unpacked.resolve("srv/app/a"), "");
      var mark = folder.resolve("store/marks", String.valueOf(unpacked.getFileName()));
      Files.writeString(mark, Files.readString(mark).replaceFirst(" .*", " another-start"));
      images.unpacked(built.digest());
      assertEquals("1", Files.readString(unpacked.resolve("srv/app/a")), "made from the blob");
    }
  }

  @Test
  void a_lost_blob_is_built_again() throws Exception {
    var composition = composition(bench.repo("core").tree(Map.of("a", "1")));
    try (var images = bench.images("store")) {
      var built = bench.build(images, composition);
      Files.delete(folder.resolve("store/blobs/sha256", built.layers().getLast().hex()));
      assertEquals(1, bench.build(images, composition).built());
    }
  }

  @Test
  void a_full_disk_is_said_and_leaves_nothing() throws Exception {
    Programs.needRoot();
    Programs.need("mount");
    var small = Files.createDirectory(folder.resolve("small"));
    Programs.run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", small.toString());
    try {
      var noise = new StringBuilder();
      new java.util.Random(1).ints(4_000_000, ' ', '~').forEach(c -> noise.append((char) c));
      var composition = composition(bench.repo("core").tree(Map.of("a", noise.toString())));
      try (var images = OciImages.open(small, bench.trees, Compression.ZSTD)) {
        var failure = assertThrows(PortFailure.class, () -> bench.build(images, composition));
        assertEquals("disk-full", failure.why().code(), failure.getMessage());
        assertEquals(PortFailure.Kind.FAILED, failure.kind());
        assertEquals(0, count(small.resolve("layers")));
      }
    } finally {
      Programs.run("umount", small.toString());
    }
  }

  /// What the killed process runs: store, repository, base's digest, tree.
  static final class Elsewhere {
    private Elsewhere() {}

    public static void main(String[] args) throws Exception {
      var trees = new GitTrees();
      trees.add(
          "core",
          new org.eclipse.jgit.internal.storage.file.FileRepository(Path.of(args[1]).toFile()));
      try (var images = OciImages.open(Path.of(args[0]), trees, Compression.ZSTD)) {
        var recipe =
            new speeder.core.image.Recipe(
                "web", new Digest(args[2]), args[3], List.of(), new TreeMap<>());
        var plan = LayerPlan.whole(recipe.base(), composition(new ObjectId(args[4])));
        images.build(plan, recipe, _ -> {});
      }
    }
  }

  private Process buildElsewhere(ObjectId tree) throws Exception {
    var java = ProcessHandle.current().info().command().orElseThrow();
    return new ProcessBuilder(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Elsewhere.class.getName(),
            folder.resolve("store").toString(),
            bench.repo("core").repository().getDirectory().toString(),
            bench.recipe.base().text(),
            bench.recipe.baseFrom(),
            tree.hex())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("elsewhere.log").toFile())
        .start();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void waitFor(Condition condition, Process process) throws Exception {
    var deadline = Instant.now().plus(LIMIT);
    while (!condition.holds()) {
      assertTrue(process.isAlive(), "the build ended before it could be killed");
      assertFalse(Instant.now().isAfter(deadline), "the build did not begin in time");
      Thread.onSpinWait();
    }
  }

  /// Whether some hundred files of the layer are unpacked.
  private static boolean hasBegun(Path tmp) throws Exception {
    if (!Files.isDirectory(tmp)) return false;
    try (Stream<Path> own = Files.list(tmp)) {
      for (var folder : own.filter(Files::isDirectory).toList()) {
        try (Stream<Path> work = Files.list(folder)) {
          for (var layer : work.filter(Files::isDirectory).toList()) {
            var app = layer.resolve("srv/app");
            if (layer.getFileName().toString().startsWith("layer") && count(app) > 300) return true;
          }
        }
      }
    }
    return false;
  }

  private static long count(Path folder) throws Exception {
    if (!Files.isDirectory(folder)) return 0;
    try (var all = Files.list(folder)) {
      return all.count();
    }
  }

  private static Map<String, String> many() {
    var files = new TreeMap<String, String>();
    for (int i = 0; i < 2_000; i++) files.put("file-" + i, "content " + i + "\n".repeat(i % 700));
    return files;
  }

  private static Composition composition(ObjectId tree) {
    var parts = new TreeMap<String, Composition.Part>();
    parts.put("/srv/app", new Composition.Part("core", tree));
    return new Composition(parts);
  }

  /// Trees whose blobs cannot be read any more after so many.
  private static final class Failing implements Trees {
    private final Trees good;
    private final AtomicInteger copies;

    Failing(Trees good, int limit) {
      this.good = good;
      copies = new AtomicInteger(-limit);
    }

    @Override
    public Reader open(String source) throws PortFailure {
      var reader = good.open(source);
      return new Reader() {
        @Override
        public void walk(ObjectId tree, Visitor visitor) throws PortFailure {
          reader.walk(tree, visitor);
        }

        @Override
        public void diff(ObjectId from, ObjectId to, DiffVisitor visitor) throws PortFailure {
          reader.diff(from, to, visitor);
        }

        @Override
        public java.util.Optional<Entry> find(ObjectId tree, byte[] path) throws PortFailure {
          return reader.find(tree, path);
        }

        @Override
        public long size(ObjectId blob) throws PortFailure {
          return reader.size(blob);
        }

        @Override
        public void copy(ObjectId blob, OutputStream to) throws PortFailure {
          if (copies.incrementAndGet() > 0) throw PortFailure.failed("gone", "Gone.", "Wait.");
          reader.copy(blob, to);
        }

        @Override
        public void close() {
          reader.close();
        }
      };
    }
  }
}
