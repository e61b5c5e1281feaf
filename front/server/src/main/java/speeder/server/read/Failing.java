package speeder.server.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import speeder.api.LaneStatus.Failed;
import speeder.api.Rollout;
import speeder.api.Rollout.Verdict;
import speeder.core.rollout.Phase;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.ReleaseId;
import speeder.core.world.World;

/// The release of a lane that failed last, and the one it is left with: between the two is the
/// commit that breaks.
///
/// @param past rollouts of the lane, newest first
record Failing(World world, String lane, List<Rollout> past) {

  /// Nothing once main serves what came after it, or a commit of it is marked bad.
  Optional<Failed> newest() {
    return found().filter(it -> !isExplained(new ReleaseId(it.release())));
  }

  private Optional<Failed> found() {
    for (int at = 0; at < past.size(); at++) {
      var rollout = past.get(at);
      if (rollout.isBack()) return left(rollout, past.subList(at + 1, past.size()));
      if (isFailed(rollout)) return Optional.of(failed(rollout, goods(rollout.release())));
      if (isAtMain(rollout)) return Optional.empty();
    }
    return Optional.empty();
  }

  /// What a rollout back left, by a verdict or because a person said so.
  private Optional<Failed> left(Rollout back, List<Rollout> before) {
    return before.stream()
        .filter(it -> !it.release().equals(back.release()))
        .findFirst()
        .map(it -> isFailed(it) ? failed(it, goods(it, back)) : left(it, back));
  }

  private Failed left(Rollout from, Rollout back) {
    var why = LaneState.withoutDot(back.reason());
    var sentence = "%s was left for %s: %s.".formatted(from.release(), back.release(), why);
    return failed(from.release(), goods(from, back), sentence);
  }

  private Failed failed(Rollout it, List<String> goods) {
    var how = isFail(it) ? "failed" : "was taken back";
    var sentence = "%s %s at %s: %s.".formatted(it.release(), how, it.stage(), why(it));
    return failed(it.release(), goods, sentence);
  }

  private Failed failed(String release, List<String> goods, String sentence) {
    var good = goods.stream().findFirst();
    var ends = good.isPresent() ? "--lane " + lane : "GOOD " + release;
    var remedy =
        "Find the commit that breaks it: speeder bisect %s --manifest speeder.yaml".formatted(ends);
    return new Failed(release, good, sentence, remedy);
  }

  private static String why(Rollout it) {
    var said =
        it.why().isEmpty()
            ? it.verdict().map(Verdict::reasons).orElse(List.of())
            : List.of(it.why());
    return LaneState.withoutDot(String.join("; ", said));
  }

  private static boolean isFailed(Rollout it) {
    return switch (Phase.valueOf(it.phase())) {
      case WITHDRAWING, WITHDRAWN, GONE_BACK, STOPPED -> true;
      case START, PREPARING, EXPOSING, JUDGING, WATCHING, LOOKING, HALTED -> isFail(it);
      case DONE, PRE_EMPTED -> false;
    };
  }

  private static boolean isFail(Rollout it) {
    return it.verdict().filter(said -> said.answer().equals(Answer.FAIL.name())).isPresent();
  }

  private static boolean isAtMain(Rollout it) {
    return it.phase().equals(Phase.WATCHING.name()) || it.phase().equals(Phase.DONE.name());
  }

  /// Where going back failed too, what it went to is none.
  private List<String> goods(Rollout left, Rollout back) {
    if (isFailed(back)) return goods(left.release(), back.release());
    var goods = new ArrayList<>(List.of(back.release()));
    goods.addAll(goods(left.release()));
    return goods;
  }

  /// What main serves, the anchor, and what main served before, without those that are none.
  private List<String> goods(String... not) {
    var releases = new ArrayList<ReleaseId>();
    world.rollouts().serving(lane).ifPresent(releases::add);
    world.releases().anchor(lane).ifPresent(releases::add);
    releases.addAll(world.rollouts().before(lane));
    var none = new HashSet<>(Set.of(not));
    return releases.stream()
        .filter(it -> !isCondemned(it))
        .map(ReleaseId::text)
        .filter(it -> !none.contains(it))
        .toList();
  }

  private boolean isExplained(ReleaseId release) {
    return world
        .releases()
        .find(lane, release)
        .map(it -> world.holdings().of(it.sealed().snapshotDocument()).bad())
        .filter(it -> !Collections.disjoint(it, world.marks().bad().keySet()))
        .isPresent();
  }

  private boolean isCondemned(ReleaseId release) {
    return world.releases().find(lane, release).filter(it -> it.condemned()).isPresent();
  }
}
