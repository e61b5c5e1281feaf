package speeder.core.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import speeder.core.farm.Adopted;
import speeder.core.farm.Lane;
import speeder.core.release.Standing;
import speeder.core.schedule.Reach;
import speeder.core.value.Refusal;
import speeder.core.value.ReleaseId;

/// Why commands are not obeyed, in one place, so that the words are the same everywhere.
final class Refusals {
  private Refusals() {}

  static Optional<Refusal> noLane(String name, Adopted farm) {
    var known = farm.lanes().stream().map(Lane::name).collect(Collectors.joining(", "));
    return refusal(
        "no-such-lane", "There is no lane %s.".formatted(name), "Lanes are: %s.".formatted(known));
  }

  static Optional<Refusal> externalLane(String name) {
    return refusal(
        "lane-is-external",
        "Lane %s is deployed by others; it is looked at, never changed.".formatted(name),
        "Use the tool that deploys it.");
  }

  /// A stop that stands, in the words of its kind.
  static Optional<Refusal> stopped(String lane, Stops.Stop stop) {
    return Optional.of(StopWords.refusal(lane, stop));
  }

  static Optional<Refusal> notHeld(Reach reach) {
    return refusal(
        "not-held", "%s is not held.".formatted(reach.words()), "Look what is: speeder status");
  }

  static Optional<Refusal> noPath(String lane) {
    return refusal(
        "no-path",
        "Lane %s has no path for configuration alone.".formatted(lane),
        "Give it one (`paths` in the manifest), or deploy the heads: speeder deploy " + lane);
  }

  static Optional<Refusal> nothingServedYet(String lane) {
    return refusal(
        "nothing-served-yet",
        "Lane %s serves nothing that configuration could be laid over.".formatted(lane),
        "Deploy the heads first: speeder deploy " + lane);
  }

  static Optional<Refusal> onItsWay(String lane) {
    return refusal(
        "on-its-way",
        "Configuration of lane %s is on its way already.".formatted(lane),
        "Wait for it: speeder watch " + lane);
  }

  static Optional<Refusal> configurationServed(String lane) {
    return refusal(
        "configuration-served",
        "Lane %s serves the newest configuration already.".formatted(lane),
        "Nothing to do.");
  }

  static Optional<Refusal> heldByFile() {
    return refusal(
        "held-by-file",
        "Everything is held by the hold file.",
        "Remove the file `hold` in the folder `store` of the server's data, or of its machine's.");
  }

  static Optional<Refusal> badCron(String why) {
    return refusal(
        "bad-cron",
        "These are no times of the clock: %s.".formatted(why),
        "Say them as crontab(5) does, `30 7 * * 1-5` for working days at half past seven.");
  }

  static Optional<Refusal> cronNever(String at) {
    return refusal(
        "cron-never", "`%s` never comes.".formatted(at), "Name a day that the calendar has.");
  }

  static Optional<Refusal> over(Instant until) {
    return refusal("already-over", "%s is over.".formatted(until), "Name a time to come.");
  }

  static Optional<Refusal> thawTooLong(Duration longest) {
    return refusal(
        "thaw-too-long",
        "A lane may move in spite of its calendars for at most %d days."
            .formatted(longest.toDays()),
        "Name a sooner end, or change the calendar.");
  }

  /// Also where others agreed too late.
  static Optional<Refusal> thawOver(Instant until) {
    return refusal(
        "already-over",
        "This thaw was to end at %s, which is over.".formatted(until),
        "Ask anew, with time enough for others to agree.");
  }

  static Optional<Refusal> notThawed(String lane) {
    return refusal(
        "lane-not-thawed",
        "No thaw of lane %s is in force.".formatted(lane),
        "Look what is: speeder status " + lane);
  }

  static Optional<Refusal> noCalendar(String lane) {
    return refusal(
        "no-calendar",
        "Lane %s keeps no calendar of freezes.".formatted(lane),
        "If something else stops it: speeder status " + lane);
  }

  static Optional<Refusal> frozenSource() {
    return refusal(
        "source-never-goes-back",
        "A source is held at a commit; it has no way back to be stopped.",
        "Hold it without --frozen.");
  }

  static Optional<Refusal> noSource(String name) {
    return refusal(
        "no-such-source",
        "No head of a source %s was ever seen.".formatted(name),
        "Name one of the manifest's sources.");
  }

  static Optional<Refusal> noReason() {
    return refusal("reason-missing", "This needs a reason.", "Say why, in a few words.");
  }

  static Optional<Refusal> noRelease(ReleaseId release) {
    return refusal(
        "no-such-release",
        "Release %s is not known.".formatted(release),
        "Look which are: speeder releases");
  }

  static Optional<Refusal> condemned(ReleaseId release) {
    return refusal(
        "release-condemned",
        "Release %s failed where it was watched.".formatted(release),
        "Name another one, or deploy the heads again to have it judged anew.");
  }

  static Optional<Refusal> otherLane(Standing standing, String lane) {
    return refusal(
        "release-of-other-lane",
        "Release %s was sealed for lane %s, not for %s."
            .formatted(standing.release(), standing.sealed().lane(), lane),
        "Deploy the same commits on this lane: speeder deploy " + lane);
  }

  static Optional<Refusal> servedAlready(String lane, ReleaseId release) {
    return refusal(
        "served-already", "Lane %s serves %s already.".formatted(lane, release), "Nothing to do.");
  }

  static Optional<Refusal> nothingToGoBackTo(String lane) {
    return refusal(
        "nothing-to-go-back-to",
        "Beside what lane %s serves or leaves, nothing it served is known to be good."
            .formatted(lane),
        "Name a sealed release: speeder rollback %s --to RELEASE".formatted(lane));
  }

  static Optional<Refusal> goesBackAlready(String lane, ReleaseId to) {
    return refusal(
        "goes-back-already",
        "Lane %s is going back to %s already.".formatted(lane, to),
        "Wait, or name another release: speeder rollback %s --to RELEASE".formatted(lane));
  }

  static Optional<Refusal> nothingToWithdraw(String lane) {
    return refusal(
        "nothing-to-withdraw",
        "No rollout of lane %s is open before main.".formatted(lane),
        "If main serves what it should not: speeder rollback " + lane);
  }

  static Optional<Refusal> noCandidate(String lane) {
    return refusal(
        "no-candidate-waits",
        "No candidate of lane %s waits for this.".formatted(lane),
        "Look: speeder status " + lane);
  }

  static Optional<Refusal> noTarget(String target) {
    return refusal(
        "no-such-target", "No lane runs on %s.".formatted(target), "Look: speeder status");
  }

  static Optional<Refusal> outAlready(String target) {
    return refusal("target-out", "Target %s is out already.".formatted(target), "Nothing to do.");
  }

  static Optional<Refusal> notOut(String target) {
    return refusal("target-not-out", "Target %s is not out.".formatted(target), "Nothing to do.");
  }

  static Optional<Refusal> refusal(String code, String sentence, String remedy) {
    return Optional.of(new Refusal(code, sentence, remedy));
  }
}
