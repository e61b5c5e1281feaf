package speeder.offline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.core.bisect.Bisection.Said;
import speeder.core.bisect.Bisection.Stand;
import speeder.core.bisect.Line;
import speeder.core.bisect.Step;
import speeder.core.snapshot.Snapshot;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;
import speeder.offline.file.MixFile;
import speeder.offline.file.SaidFile;
import speeder.offline.file.SnapshotFile;
import speeder.wiring.BadManifest;
import speeder.wiring.Manifests;
import speeder.wiring.Manifests.Described;

/// `speeder bisect`: the commit between a good snapshot and a bad one that breaks.
@Command(
    name = "bisect",
    description = "Find the commit between a good snapshot and a bad one that breaks.")
final class BisectCommand extends FarmCommand {
  @Parameters(index = "0", paramLabel = "GOOD", description = "A snapshot's file.")
  private Path good = Path.of("");

  @Parameters(index = "1", paramLabel = "BAD", description = "A later snapshot's file.")
  private Path bad = Path.of("");

  @Option(
      names = "--run",
      paramLabel = "COMMAND",
      description =
          "Tries each mix, whose file $SPEEDER_MIX names: 0 good, 125 cannot be tried, else bad.")
  private Optional<String> command = Optional.empty();

  @Option(
      names = "--said",
      paramLabel = "WHAT",
      description = "What came of the mix that was written last: good, bad or skip.")
  private Optional<Said> answer = Optional.empty();

  @Option(
      names = "--suspect",
      paramLabel = "SOURCE=WEIGHT",
      description = "How much likelier than others its commits break: 1 to 10.")
  private Map<String, Integer> suspects = new TreeMap<>();

  @Option(
      names = "--mix",
      paramLabel = "FILE",
      defaultValue = "mix.json",
      description = "Where the next mix is written: ${DEFAULT-VALUE}.")
  private Path mix = Path.of("");

  @Option(
      names = "--log",
      paramLabel = "FILE",
      defaultValue = "bisect.jsonl",
      description = "What was said of mixes: ${DEFAULT-VALUE}. With it a bisection goes on.")
  private Path log = Path.of("");

  /// @param found the commit that turns a good mix into a bad one
  /// @param next the mix that is to be tried
  /// @param left steps that may be the one
  record Answer(
      Optional<Mixes.Found> found,
      Optional<Next> next,
      List<Mixes.Suspect> left,
      List<SaidFile.Line> tried) {
    Answer {
      left = List.copyOf(left);
      tried = List.copyOf(tried);
    }
  }

  /// @param file where it is written; a snapshot as `build --snapshot` reads it
  /// @param mixed the sources that it takes from beyond the good snapshot
  /// @param left steps that may be the one
  record Next(Digest snapshot, String file, List<String> mixed, int left) {
    Next {
      mixed = List.copyOf(mixed);
    }
  }

  @Override
  Exit run(Session session) throws BadManifest, Failure, PortFailure {
    var manifest = Manifests.read(manifest());
    var from = Failure.input(() -> SnapshotFile.read(good)).snapshot();
    var to = Failure.input(() -> SnapshotFile.read(bad)).snapshot();
    var mixes = opened(session, manifest, from, to);
    if (mixes.lines().isEmpty()) {
      throw Failure.badInput(
          "nothing-differs", "The two snapshots hold the same commits.", "Name two that differ.");
    }
    return bisect(session, manifest, mixes);
  }

  private Mixes opened(Session session, Described manifest, Snapshot from, Snapshot to)
      throws Failure, PortFailure {
    try (var progress = session.progress(1);
        var shop = workshop(session, manifest.farm(), progress)) {
      progress.step("reads the commits of %d sources".formatted(manifest.farm().sources().size()));
      var heads = new Heads(manifest, shop.sources());
      return Mixes.between(shop.sources(), heads.recall(from), heads.recall(to), suspects);
    }
  }

  /// What was said is kept line by line, so that whoever breaks off goes on where they were.
  private Exit bisect(Session session, Described manifest, Mixes mixes)
      throws Failure, PortFailure {
    var said = new SaidFile(log);
    while (true) {
      var stand = mixes.stand(said.byMix());
      if (!(stand instanceof Stand.Try next)) return ended(session, manifest, stand, said);
      var known = known(session, manifest, mixes, next);
      if (known.isEmpty()) return asked(session, next, said);
      said.add(next.mix().digest(), known.get());
      session.note(
          "%s: %s, %d left"
              .formatted(
                  known.get().name().toLowerCase(Locale.ROOT),
                  String.join(", ", next.mixed()),
                  next.left()));
    }
  }

  /// What is said of a mix: that it does not fit, what a person says, or what the command says.
  private Optional<Said> known(Session session, Described manifest, Mixes mixes, Stand.Try next)
      throws Failure, PortFailure {
    var misfit = misfit(session, manifest, mixes, next.mix());
    if (misfit.isPresent()) {
      session.note(misfit.get());
      return Optional.of(Said.SKIP);
    }
    MixFile.write(mix, next.mix());
    if (answer.isPresent()) {
      var given = answer;
      answer = Optional.empty();
      return given;
    }
    if (command.isEmpty()) return Optional.empty();
    return Optional.of(new Trial(command.get(), mix).said(session));
  }

  private Optional<String> misfit(
      Session session, Described manifest, Mixes mixes, Snapshot snapshot) throws PortFailure {
    if (manifest.farm().relations().isEmpty()) return Optional.empty();
    try (var shop = workshop(session, manifest.farm(), _ -> {})) {
      return mixes.misfit(manifest.farm().relations(), shop.sources(), snapshot);
    }
  }

  private Exit asked(Session session, Stand.Try next, SaidFile said) throws PortFailure {
    var asked = new Next(next.mix().digest(), mix.toString(), next.mixed(), next.left());
    session.answer(
        new Answer(Optional.empty(), Optional.of(asked), List.of(), said.lines()),
        "Try %s: it has %s from beyond the good snapshot. %d steps are left.%n"
                .formatted(mix, String.join(", ", next.mixed()), next.left())
            + "Then say what came of it: --said good, bad or skip");
    return Exit.NO;
  }

  private Exit ended(Session session, Described manifest, Stand stand, SaidFile said)
      throws PortFailure {
    return switch (stand) {
      case Stand.Found(var step) -> found(session, manifest, step, said);
      case Stand.Undecided(var left) -> undecided(session, left, said);
      case Stand.Try _ -> throw new IllegalStateException("it goes on");
    };
  }

  private Exit found(Session session, Described manifest, Step step, SaidFile said)
      throws PortFailure {
    try (var shop = workshop(session, manifest.farm(), _ -> {})) {
      var found = Mixes.Found.of(step, shop.sources());
      session.answer(
          new Answer(Optional.of(found), Optional.empty(), List.of(), said.lines()), found.text());
      return Exit.DONE;
    }
  }

  private static Exit undecided(Session session, List<Step> left, SaidFile said)
      throws PortFailure {
    var suspects = new ArrayList<Mixes.Suspect>();
    for (var step : left) suspects.add(Mixes.Suspect.of(step));
    var text = new StringBuilder("It is one of these, and no mix of them could be tried:\n");
    suspects.forEach(it -> text.append(it.text()).append('\n'));
    session.answer(
        new Answer(Optional.empty(), Optional.empty(), suspects, said.lines()), text.toString());
    return Exit.NO;
  }

  /// Weights are checked where lines are made of them.
  static int weight(Map<String, Integer> suspects, String source) throws Failure {
    int weight = suspects.getOrDefault(source, 1);
    if (weight >= 1 && weight <= Line.SUSPICION_MAX) return weight;
    throw Failure.badInput(
        "bad-usage",
        "The weight of %s is %d.".formatted(source, weight),
        "Give one from 1 to %d.".formatted(Line.SUSPICION_MAX));
  }
}
