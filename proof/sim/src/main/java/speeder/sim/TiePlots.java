package speeder.sim;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import speeder.core.snapshot.Overlays.Laid;
import speeder.sim.Plots.Beat;

/// Commits that are of no use without another source's, which came before, comes later, or never.
final class TiePlots {
  /// So few that most come one day.
  private static final int CHANGES = 4;

  private TiePlots() {}

  /// @param message its first line
  private static void commit(
      Sim sim, String source, String message, Optional<String> brings, Optional<String> needs) {
    var text = new StringBuilder(message).append('\n');
    brings.ifPresent(it -> {
      sim.invariants.ties.brings(source, it);
      text.append("\nChange-Id: ").append(it);
    });
    needs.ifPresent(it -> {
      sim.invariants.ties.needs(source, it);
      text.append("\nDepends-On: ").append(it);
    });
    if (source.equals(Manifests.SOURCE)) sim.commit(text.toString(), Quality.GOOD);
    else sim.configure(text.toString(), Quality.GOOD);
  }

  static List<Beat> each() {
    return List.of(
        Plots.beat("needs what is there", TiePlots::needsWhatIsThere),
        Plots.beat("code waits for configuration", TiePlots::codeWaits),
        Plots.beat("configuration waits for code", TiePlots::configurationWaits),
        Plots.beat("each waits for the other", TiePlots::bothCome));
  }

  private static void needsWhatIsThere(Sim sim) {
    commit(sim, Manifests.SOURCE, "after", Optional.empty(), Optional.of(there(sim)));
    sim.rest();
    arrived(sim, Manifests.SOURCE);
  }

  /// The newest configuration, by its commit.
  private static String there(Sim sim) {
    var newest = sim.town.configurations().getLast();
    sim.invariants.ties.isAt(newest, Manifests.CONFIG);
    return newest.hex();
  }

  private static void codeWaits(Sim sim) {
    commit(sim, Manifests.SOURCE, "early", Optional.empty(), Optional.of("i1"));
    sim.rest();
    waits(sim, Manifests.SOURCE);
    commit(sim, Manifests.CONFIG, "late", Optional.of("i1"), Optional.empty());
    sim.rest();
    arrived(sim, Manifests.SOURCE);
  }

  /// Neither with the heads nor on its own path.
  private static void configurationWaits(Sim sim) {
    commit(sim, Manifests.CONFIG, "early", Optional.empty(), Optional.of("i2"));
    sim.rest();
    waits(sim, Manifests.CONFIG);
    commit(sim, Manifests.SOURCE, "late", Optional.of("i2"), Optional.empty());
    sim.rest();
    arrived(sim, Manifests.CONFIG);
  }

  private static void bothCome(Sim sim) {
    commit(sim, Manifests.SOURCE, "one of two", Optional.of("i3"), Optional.of("i4"));
    commit(sim, Manifests.CONFIG, "two of two", Optional.of("i4"), Optional.of("i3"));
    sim.rest();
    arrived(sim, Manifests.SOURCE);
    arrived(sim, Manifests.CONFIG);
  }

  /// Code is held back by name; configuration is refused its own path, too, and says why.
  private static void waits(Sim sim, String source) {
    var world = sim.invariants.world();
    Broken.unless(!isServed(sim, source), source + " is served without what it depends on");
    boolean named =
        source.equals(Manifests.CONFIG)
            ? world.overlays().served(Manifests.LANE).flatMap(Laid::refused).isPresent()
            : world.freezes().of(Manifests.LANE).heldBack().contains(source);
    Broken.unless(named, source + " waits and is not named");
  }

  private static void arrived(Sim sim, String source) {
    Broken.unless(isServed(sim, source), source + " has all it depends on and is not served");
  }

  private static boolean isServed(Sim sim, String source) {
    var line = source.equals(Manifests.SOURCE) ? sim.town.commits() : sim.town.configurations();
    return sim.invariants
        .world()
        .rollouts()
        .serving(Manifests.LANE)
        .filter(it -> sim.town.place(it, source) == line.size() - 1)
        .isPresent();
  }

  /// All that is waited for comes at last, with configuration, which stays nowhere: code that is
  /// pinned, or has nothing sound below it, would wait for ever.
  static void bringAll(Sim sim) {
    for (var change : sim.invariants.ties.missing()) {
      commit(sim, Manifests.CONFIG, "brings " + change, Optional.of(change), Optional.empty());
    }
  }

  static Beat drawn(Random random, int each) {
    var source = random.nextInt(3) == 0 ? Manifests.CONFIG : Manifests.SOURCE;
    var brings = random.nextBoolean() ? Optional.of(change(random)) : Optional.<String>empty();
    boolean there = random.nextInt(3) == 0;
    var needs = random.nextBoolean() ? Optional.of(change(random)) : Optional.<String>empty();
    return Plots.beat(
        "tied commit of " + source,
        sim ->
            commit(
                sim, source, "tied-" + each, brings, there ? needs.map(_ -> there(sim)) : needs));
  }

  private static String change(Random random) {
    return "i" + random.nextInt(CHANGES);
  }
}
