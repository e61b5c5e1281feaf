package speeder.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.snapshot.Freeze;
import speeder.core.snapshot.FreezeOrder;
import speeder.core.source.Source;
import speeder.engine.port.PortFailure;
import speeder.engine.reckon.Freezer;
import speeder.git.GitSources;
import speeder.kit.sources.Repo;

/// The heads of 200 sources, frozen, beside asking git for each.
final class SnapshotBench implements Benchmark {
  private static final int SOURCES = 200;
  private static final int WARMUPS = 2;
  private static final int ROUNDS = 7;

  @Override
  public String name() {
    return "snapshot";
  }

  @Override
  public String about() {
    return "Freezing %d sources of this machine over warm mirrors, until two looks agree, beside one"
            .formatted(SOURCES)
        + " look of git ls-remote at each";
  }

  @Override
  public Findings run(Effort effort) throws Exception {
    try (var scratch = Scratch.make();
        var farm = Farm.make(scratch.folder())) {
      farm.freeze();
      var series =
          new Rounds()
              .arm("freeze, nothing moved", "ms", () -> Clock.millis(farm::freeze))
              .arm("freeze, one moved", "ms", farm::freezeMoved)
              .arm("git ls-remote, one by one", "ms", () -> farm.lsRemote("1"))
              .arm("git ls-remote, 16 at once", "ms", () -> farm.lsRemote("16"))
              .run(WARMUPS, effort.rounds(ROUNDS));
      return new Findings(
          series,
          List.of(
              Ratio.of("snapshot.freeze-to-one-by-one", series.get(0), series.get(2)),
              Ratio.of("snapshot.freeze-to-at-once", series.get(0), series.get(3)),
              Ratio.of("snapshot.moved-to-at-once", series.get(1), series.get(3))));
    }
  }

  private record Farm(Path folder, List<Repo> repos, GitSources sources, FreezeOrder order)
      implements AutoCloseable {
    static Farm make(Path folder) throws IOException {
      var repos = new ArrayList<Repo>();
      var sources = new ArrayList<Source>();
      for (int each = 0; each < SOURCES; each++) {
        var name = "ext-%03d".formatted(each);
        var repo = Repo.create(folder.resolve(name + ".git"));
        repo.commit("first").put("extension.json", "{\"name\": \"" + name + "\"}").on("main");
        repos.add(repo);
        sources.add(
            new Source(name, repo.url(), "main", "/srv/app/" + name, true, Source.Kind.CODE));
      }
      Files.write(folder.resolve("addresses"), repos.stream().map(Repo::url).toList());
      return new Farm(folder, repos, mirrors(folder, sources), order(sources));
    }

    private static GitSources mirrors(Path folder, List<Source> sources) {
      return new GitSources(
          folder.resolve("mirrors"), sources, InstantSource.system(), Duration.ofMinutes(1));
    }

    private static FreezeOrder order(List<Source> sources) {
      return FreezeOrder.of(sources, List.of(), Optional.empty());
    }

    void freeze() throws PortFailure {
      var freeze = new Freezer(sources).freeze(order);
      boolean whole =
          freeze instanceof Freeze.Frozen frozen && frozen.snapshot().picks().size() == SOURCES;
      if (!whole) throw new IllegalStateException("Nothing was frozen: " + freeze);
    }

    double freezeMoved() throws Exception {
      repos.getFirst().commit("next").put("next", String.valueOf(System.nanoTime())).on("main");
      return Clock.millis(this::freeze);
    }

    double lsRemote(String atOnce) throws Exception {
      var line =
          "xargs -P %s -I '{}' git ls-remote '{}' refs/heads/main <addresses | wc -l"
              .formatted(atOnce);
      return Clock.millis(() -> {
        var heads = Programs.shell(folder, line).strip();
        if (!heads.equals(String.valueOf(SOURCES))) throw new IOException(heads + " heads");
      });
    }

    @Override
    public void close() {
      sources.close();
      repos.forEach(Repo::close);
    }
  }
}
