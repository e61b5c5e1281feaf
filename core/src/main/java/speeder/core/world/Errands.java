package speeder.core.world;

import static speeder.core.access.Errand.onFarm;
import static speeder.core.access.Errand.onLane;

import java.util.Optional;
import speeder.core.access.Action;
import speeder.core.access.Errand;
import speeder.core.value.ReleaseId;

/// What each ask is after: which right it takes, where, and what the audit trail says of it. The
/// one place; what is not here cannot be asked.
final class Errands {
  private Errands() {}

  /// @param world says which lane a lock is of
  static Errand of(World world, Ask ask) {
    return switch (ask) {
      case Ask.Adopt(var manifest, var farm, var _, var _) ->
          onFarm(Action.ADOPT, farm + " " + manifest.digest().brief(), "");
      case Ask.Deploy(var lane, var release) -> onLane(Action.DEPLOY, lane, name(release), "");
      case Ask.Configure(var lane) -> onLane(Action.CONFIGURE, lane, "", "");
      case Ask.Rollback back ->
          onLane(
              overrides(world, back) ? Action.OVERRIDE : Action.ROLLBACK,
              back.lane(),
              name(back.to()),
              back.reason());
      case Ask.Withdraw(var lane) -> onLane(Action.WITHDRAW, lane, "", "");
      case Ask.Waive(var lane, var reason, var candidate) ->
          onLane(Action.WAIVE, lane, candidate.map(it -> "candidate " + it).orElse(""), reason);
      case Ask.FileEvidence(var lane) -> onLane(Action.FILE_EVIDENCE, lane, "", "");
      case Ask.TakeOut(var target, var reason) -> onFarm(Action.TARGET, "out " + target, reason);
      case Ask.TakeIn(var target) -> onFarm(Action.TARGET, "in " + target, "");
      case AccessAsk access -> of(access);
      case AutonomyAsk autonomy -> AutonomyCommands.errand(world, autonomy);
      case ApprovalAsk.Approve(var proposal) -> onFarm(Action.APPROVE, "proposal " + proposal, "");
      case ApprovalAsk.Decline(var proposal, var reason) ->
          onFarm(Action.APPROVE, "not proposal " + proposal, reason);
      case LockAsk lock -> LockCommands.errand(world, lock);
      case ScheduleAsk schedule -> ScheduleCommands.errand(schedule);
      case MarkAsk mark -> of(mark);
    };
  }

  /// Whether something speaks against the release that is named, or might, and is to be overruled.
  static boolean overrides(World world, Ask.Rollback ask) {
    return ask.override() && ask.to().filter(it -> isDoubtful(world, ask.lane(), it)).isPresent();
  }

  private static boolean isDoubtful(World world, String lane, ReleaseId release) {
    return world
        .releases()
        .find(release)
        .map(it -> Commands.against(world, lane, it).isPresent())
        .orElse(true);
  }

  private static Errand of(MarkAsk ask) {
    return switch (ask) {
      case MarkAsk.Pin(var source, var commit, var reason, var _) ->
          onFarm(Action.PIN, source + commit.map(it -> " " + it.brief()).orElse(""), reason);
      case MarkAsk.Unpin(var source) -> onFarm(Action.PIN, "un " + source, "");
      case MarkAsk.CallBad(var at, var _, var reason, var _) ->
          onFarm(Action.MARK, "bad " + at.brief(), reason);
      case MarkAsk.CallGood(var at) -> onFarm(Action.MARK, "good " + at.brief(), "");
      case MarkAsk.Keep(var at, var reason) -> onFarm(Action.MARK, "keep " + at.brief(), reason);
      case MarkAsk.LetGo(var source) -> onFarm(Action.MARK, "let go " + source, "");
    };
  }

  private static Errand of(AccessAsk ask) {
    return switch (ask) {
      case AccessAsk.IssueToken it ->
          onFarm(
              Action.TOKEN,
              "issue to %s of %s".formatted(it.principal(), String.join(", ", it.groups())),
              "");
      case AccessAsk.RevokeToken(var token, var reason) ->
          onFarm(Action.TOKEN, "revoke " + token, reason);
    };
  }

  private static String name(Optional<ReleaseId> release) {
    return release.map(ReleaseId::text).orElse("");
  }
}
