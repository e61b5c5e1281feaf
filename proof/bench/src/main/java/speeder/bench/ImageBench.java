package speeder.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import speeder.core.image.BuiltImage;
import speeder.core.image.Composition;
import speeder.core.image.LayerPlan;
import speeder.core.image.Recipe;
import speeder.core.source.ObjectId;
import speeder.core.source.Reading;
import speeder.core.source.Source;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;
import speeder.git.GitSources;
import speeder.oci.BaseImport;
import speeder.oci.Compression;
import speeder.oci.OciImages;

/// The image after one commit: a layer of git objects, beside what people write with git, tar and
/// zstd.
final class ImageBench implements Benchmark {
  private static final int WARMUPS = 3;
  private static final int ROUNDS = 7;
  private static final int WHOLE_ROUNDS = 3;
  private static final double BYTES_PER_KILOBYTE = 1_024;

  @Override
  public String name() {
    return "image";
  }

  @Override
  public String about() {
    return "The image after a commit of %d files in a tree of %,d, built of git objects and"
            .formatted(Trunk.CHANGED + 2, Trunk.FILES)
        + " unpacked, beside archives and checkouts packed with tar and zstd; all are synced."
        + " And the first image of all, beside an archive that is packed and unpacked";
  }

  @Override
  public Findings run(Effort effort) throws Exception {
    try (var scratch = Scratch.make();
        var work = Work.prepare(scratch, WARMUPS + ROUNDS)) {
      int rounds = effort.rounds(ROUNDS);
      var series =
          new Rounds()
              .arm("delta layer of git objects", "ms", work::delta)
              .arm("git archive | zstd", "ms", work::archive)
              .arm("git checkout, tar | zstd", "ms", work::checkout)
              .arm("git checkout, tar of changed | zstd", "ms", work::changed)
              .run(WARMUPS, rounds);
      series.addAll(
          new Rounds()
              .arm("whole layer of git objects", "ms", work::whole)
              .arm("git archive | zstd and tar -x", "ms", work::archiveUnpacked)
              .run(1, WHOLE_ROUNDS));
      return findings(series, work.bytes());
    }
  }

  private static Findings findings(List<Series> times, List<Series> bytes) {
    var all = new ArrayList<>(times);
    all.addAll(bytes);
    return new Findings(
        all,
        List.of(
            Ratio.of("image.delta-to-archive", times.get(0), times.get(1)),
            Ratio.of("image.delta-to-checkout", times.get(0), times.get(2)),
            Ratio.of("image.delta-to-changed", times.get(0), times.get(3)),
            Ratio.of("image.whole-to-archive-unpacked", times.get(4), times.get(5)),
            Ratio.of("image.delta-bytes-to-archive", bytes.get(0), bytes.get(1)),
            Ratio.of("image.delta-bytes-to-changed", bytes.get(0), bytes.get(3))));
  }

  /// A repository, its mirror, an image of its first commit, and a work tree at the same.
  private static final class Work implements AutoCloseable {
    private static final String AT = "/srv/app";
    private final Scratch scratch;
    private final List<Trunk.Commit> commits;
    private final GitSources mirrors;
    private final OciImages images;
    private final Recipe recipe;
    private final Map<String, List<Double>> kilobytes = new LinkedHashMap<>();
    private LayerPlan plan;
    private int built;
    private int archived;
    private int checkedOut;
    private int changed;

    private Work(Scratch scratch, List<Trunk.Commit> commits, GitSources mirrors, Recipe recipe)
        throws PortFailure {
      this.scratch = scratch;
      this.commits = commits;
      this.mirrors = mirrors;
      this.recipe = recipe;
      this.images = OciImages.open(folder().resolve("store"), mirrors, Compression.ZSTD);
      this.plan = LayerPlan.whole(recipe.base(), composition(0));
    }

    static Work prepare(Scratch scratch, int rounds) throws Exception {
      var repository = scratch.folder().resolve("app.git");
      var commits = Trunk.write(repository, rounds + 1);
      var source = new Source("app", "file://" + repository, "main", AT, true, Source.Kind.CODE);
      var mirrors =
          new GitSources(
              scratch.folder().resolve("mirrors"),
              List.of(source),
              InstantSource.system(),
              Duration.ofMinutes(1));
      if (!(mirrors.read(List.of(source)).getFirst() instanceof Reading.Found)) {
        throw new IOException("The mirror could not be filled.");
      }
      var work = new Work(scratch, commits, mirrors, recipe(scratch));
      work.images.build(work.plan, work.recipe, _ -> {});
      for (var tree : List.of("tree", "changed-tree")) {
        Programs.shell(
            scratch.folder(),
            "git clone -q --no-checkout app.git %s; git -C %s checkout -q --detach %s"
                .formatted(tree, tree, commits.getFirst().id()));
      }
      return work;
    }

    private static Recipe recipe(Scratch scratch) throws Exception {
      Programs.shell(
          scratch.folder(),
          "mkdir -p root/etc; echo ID=bench >root/etc/os-release; tar -C root -cf base.tar .");
      var base = "oci:" + scratch.folder().resolve("base");
      Digest digest = BaseImport.run(scratch.folder().resolve("base.tar"), base, Compression.ZSTD);
      return new Recipe("web", digest, base, List.of("serve"), new TreeMap<>());
    }

    private Path folder() {
      return scratch.folder();
    }

    private Composition composition(int commit) {
      var tree = new ObjectId(commits.get(commit).tree());
      return new Composition(new TreeMap<>(Map.of(AT, new Composition.Part("app", tree))));
    }

    double delta() throws Exception {
      plan = LayerPlan.next(Optional.of(plan), recipe.base(), composition(++built));
      return measured("delta layer", () -> images.build(plan, recipe, _ -> {}));
    }

    double whole() throws Exception {
      var whole = LayerPlan.whole(recipe.base(), composition(built));
      var store = scratch.fresh("whole");
      try (var fresh = OciImages.open(store, mirrors, Compression.ZSTD)) {
        fresh.pull(recipe.base(), recipe.baseFrom(), _ -> {});
        return measured("whole layer", () -> fresh.build(whole, recipe, _ -> {}));
      } finally {
        Scratch.delete(store);
      }
    }

    private interface Build {
      BuiltImage run() throws PortFailure;
    }

    private double measured(String way, Build build) throws Exception {
      var image = new BuiltImage[1];
      double millis = Clock.millis(() -> image[0] = build.run());
      if (image[0].built() != 1) throw new IllegalStateException("It was there: " + image[0]);
      wrote(way, image[0].bytesBuilt());
      return millis;
    }

    double archive() throws Exception {
      var commit = commits.get(++archived).id();
      return packed("archive", "git -C app.git archive --format=tar " + commit);
    }

    double checkout() throws Exception {
      var commit = commits.get(++checkedOut).id();
      return packed(
          "checkout",
          "git -C tree checkout -q --detach %s; tar -C tree --sort=name --exclude=.git -cf - ."
              .formatted(commit));
    }

    double changed() throws Exception {
      var before = commits.get(changed).id();
      var commit = commits.get(++changed).id();
      return packed(
          "changed files",
          ("git -C changed-tree checkout -q --detach %s; git -C changed-tree diff --name-only"
                  + " --diff-filter=d -z %s %s | tar -C changed-tree --null -T - -cf -")
              .formatted(commit, before, commit));
    }

    private double packed(String way, String tar) throws Exception {
      var line = "{ %s; wait; } | zstd -q -3 -T2 -o layer.zst; sync layer.zst".formatted(tar);
      double millis = Clock.millis(() -> Programs.shell(folder(), line));
      var layer = folder().resolve("layer.zst");
      wrote(way, Files.size(layer));
      Files.delete(layer);
      return millis;
    }

    /// The first image of all, by programs: what is packed is unpacked at the same time.
    double archiveUnpacked() throws Exception {
      var unpacked = scratch.fresh("unpacked");
      var pipe = unpacked.resolve("pipe");
      try {
        return packed(
            "archive, unpacked",
            "mkfifo %s; tar -C %s -xf - <%s & git -C app.git archive --format=tar %s | tee %s"
                .formatted(pipe, unpacked, pipe, commits.get(built).id(), pipe));
      } finally {
        Scratch.delete(unpacked);
      }
    }

    private void wrote(String way, long bytes) {
      kilobytes.computeIfAbsent(way, _ -> new ArrayList<>()).add(bytes / BYTES_PER_KILOBYTE);
    }

    /// How large the layer was that each way wrote, in every round.
    List<Series> bytes() {
      return kilobytes.entrySet().stream()
          .map(it -> new Series("bytes of the " + it.getKey(), "KB", it.getValue()))
          .toList();
    }

    @Override
    public void close() throws PortFailure {
      images.close();
      mirrors.close();
    }
  }
}
