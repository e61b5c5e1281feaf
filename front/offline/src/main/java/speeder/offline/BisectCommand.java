package speeder.offline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
  @Mixin private Ends ends = new Ends();

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

  /// @param good file or release, and `bad`
  /// @param found the commit that turns a good mix into a bad one
  /// @param next the mix that is to be tried
  /// @param left steps that may be the one
  record Answer(
      String good,
      String bad,
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

  /// One bisection.
  private record Hunt(
      Session session, Described manifest, Ends.Both ends, Mixes mixes, SaidFile said) {
    Exit answer(
        Exit exit,
        Optional<Mixes.Found> found,
        Optional<Next> next,
        List<Mixes.Suspect> left,
        String text) {
      var names = List.of(ends.good().name(), ends.bad().name());
      session.answer(
          new Answer(names.getFirst(), names.getLast(), found, next, left, said.lines()), text);
      return exit;
    }
  }

  @Override
  Exit run(Session session) throws BadManifest, Failure, PortFailure {
    var manifest = Manifests.read(manifest());
    var both = ends.of(session);
    var mixes = opened(session, manifest, both.good().snapshot(), both.bad().snapshot());
    if (mixes.lines().isEmpty()) {
      throw Failure.badInput(
          "nothing-differs", "The two snapshots hold the same commits.", "Name two that differ.");
    }
    return bisect(new Hunt(session, manifest, both, mixes, new SaidFile(log)));
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
  private Exit bisect(Hunt hunt) throws Failure, PortFailure {
    while (true) {
      var stand = hunt.mixes.stand(hunt.said.byMix());
      if (!(stand instanceof Stand.Try next)) return ended(hunt, stand);
      var known = known(hunt, next);
      if (known.isEmpty()) return asked(hunt, next);
      hunt.said.add(next.mix().digest(), known.get());
      hunt.session.note(
          "%s: %s, %d left"
              .formatted(
                  known.get().name().toLowerCase(Locale.ROOT),
                  String.join(", ", next.mixed()),
                  next.left()));
    }
  }

  /// What is said of a mix: that it does not fit, what a person says, or what the command says.
  private Optional<Said> known(Hunt hunt, Stand.Try next) throws Failure, PortFailure {
    var misfit = misfit(hunt, next.mix());
    if (misfit.isPresent()) {
      hunt.session.note(misfit.get());
      return Optional.of(Said.SKIP);
    }
    if (answer.isPresent()) {
      requireWritten(next.mix());
      var given = answer;
      answer = Optional.empty();
      return given;
    }
    MixFile.write(mix, next.mix());
    if (command.isEmpty()) return Optional.empty();
    return Optional.of(new Trial(command.get(), mix).said(hunt.session));
  }

  /// What a person says is about the mix that was written: of another one nothing was tried.
  private void requireWritten(Snapshot next) throws Failure, PortFailure {
    boolean its =
        Files.exists(mix)
            && Failure.input(() -> SnapshotFile.read(mix))
                .digest()
                .filter(next.digest()::equals)
                .isPresent();
    if (!its) {
      throw Failure.badInput(
          "other-mix",
          "%s does not hold the mix that is to be tried next.".formatted(mix),
          "Call without --said, and as before otherwise: it is written. Then try it.");
    }
  }

  private Optional<String> misfit(Hunt hunt, Snapshot snapshot) throws PortFailure {
    var farm = hunt.manifest.farm();
    if (farm.relations().isEmpty()) return Optional.empty();
    try (var shop = workshop(hunt.session, farm, _ -> {})) {
      return hunt.mixes.misfit(farm.relations(), shop.sources(), snapshot);
    }
  }

  private Exit asked(Hunt hunt, Stand.Try next) {
    var asked = new Next(next.mix().digest(), mix.toString(), next.mixed(), next.left());
    var text =
        "Try %s: it has %s from beyond the good snapshot. %d steps are left.%n"
                .formatted(mix, String.join(", ", next.mixed()), next.left())
            + "Then say what came of it: --said good, bad or skip";
    return hunt.answer(Exit.NO, Optional.empty(), Optional.of(asked), List.of(), text);
  }

  private Exit ended(Hunt hunt, Stand stand) throws PortFailure {
    return switch (stand) {
      case Stand.Found(var step) -> found(hunt, step);
      case Stand.Undecided(var left) -> undecided(hunt, left);
      case Stand.Try _ -> throw new IllegalStateException("it goes on");
    };
  }

  private Exit found(Hunt hunt, Step step) throws PortFailure {
    try (var shop = workshop(hunt.session, hunt.manifest.farm(), _ -> {})) {
      var found = Mixes.Found.of(step, shop.sources());
      var text = found.text() + (hunt.ends.bad().isRelease() ? "\n" + found.remedy() : "");
      return hunt.answer(Exit.DONE, Optional.of(found), Optional.empty(), List.of(), text);
    }
  }

  private static Exit undecided(Hunt hunt, List<Step> left) {
    var suspects = new ArrayList<Mixes.Suspect>();
    for (var step : left) suspects.add(Mixes.Suspect.of(step));
    var text = new StringBuilder("It is one of these, and no mix of them could be tried:\n");
    suspects.forEach(it -> text.append(it.text()).append('\n'));
    return hunt.answer(Exit.NO, Optional.empty(), Optional.empty(), suspects, text.toString());
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
