package speeder.core.world;

import java.util.Optional;
import java.util.SortedSet;
import speeder.core.source.Floor;
import speeder.core.source.Marks;
import speeder.core.source.Pin;
import speeder.core.source.SourceCommit;
import speeder.core.value.Refusal;
import speeder.core.value.ReleaseId;

/// Why wishes about sources and single commits are not obeyed.
public final class MarkRefusals {
  private MarkRefusals() {}

  static Optional<Refusal> notPinned(String source) {
    return refusal(
        "not-pinned", "Source %s is not pinned.".formatted(source), "Look: speeder status");
  }

  static Optional<Refusal> notBad(SourceCommit at) {
    return refusal(
        "not-marked-bad",
        "Commit %s is not marked bad.".formatted(at.brief()),
        "Look: speeder status");
  }

  static Optional<Refusal> fixesItself(SourceCommit at) {
    return refusal(
        "fix-is-the-commit",
        "Commit %s cannot be its own fix.".formatted(at.brief()),
        "Name the commit that mends it.");
  }

  static Optional<Refusal> holdsBad(ReleaseId release, SortedSet<SourceCommit> bad) {
    return refusal(
        "release-holds-bad",
        "Release %s holds %s, marked bad.".formatted(release, bad.first().brief()),
        "Name a release without it, or take the mark away: speeder good %s %s"
            .formatted(bad.first().source(), bad.first().commit().brief()));
  }

  static Optional<Refusal> notKept(String source) {
    return refusal(
        "nothing-kept", "Nothing of %s is kept.".formatted(source), "Look: speeder status");
  }

  static Optional<Refusal> isBad(SourceCommit at) {
    return refusal(
        "commit-bad",
        "Commit %s is marked bad.".formatted(at.brief()),
        "Keep another one, or take the mark away: speeder good %s %s"
            .formatted(at.source(), at.commit().brief()));
  }

  /// @param lost the first of the commits to be kept that it lacks
  /// @param safe where one may go instead
  static Optional<Refusal> losesKept(
      ReleaseId release, SourceCommit lost, Floor floor, Optional<ReleaseId> safe) {
    return refusal(
        "release-loses-kept",
        "Release %s lacks %s, %s.".formatted(release, lost.brief(), floor.because()),
        safe.map(it -> "Go to %s instead: it has all that is kept.".formatted(it))
            .orElse(
                "No release has all that is kept: let it go (speeder let-go %s), or override."
                    .formatted(lost.source())));
  }

  /// What waits: main has it.
  static Optional<Refusal> waitsForKept(ReleaseId release, SourceCommit lost, Floor floor) {
    return refusal(
        "release-loses-kept",
        "Release %s lacks %s, %s.".formatted(release, lost.brief(), floor.because()),
        "Take away the pin or the mark that keeps it out, wait for a release that has it, or let it"
            + " go: speeder let-go "
            + lost.source());
  }

  /// Whoever wants a commit called bad, or a source pinned, against what is kept.
  public static Refusal isKept(SourceCommit at, Floor floor) {
    return new Refusal(
        "commit-kept",
        "%s %s holds commit %s, and is %s."
            .formatted(at.source(), floor.commit().brief(), at.commit().brief(), floor.because()),
        "Keep another one, or let it go first: speeder let-go " + at.source());
  }

  public static Refusal pinBelow(SourceCommit pin, Floor floor) {
    return new Refusal(
        "pin-loses-kept",
        "Commit %s lacks %s, %s.".formatted(pin.brief(), floor.commit().brief(), floor.because()),
        "Pin %s to one that has it, or let it go first: speeder let-go %s"
            .formatted(pin.source(), pin.source()));
  }

  public static Refusal isPinnedBelow(SourceCommit kept, Pin pin) {
    return new Refusal(
        "pinned-without-it",
        "%s stands at a commit without %s. %s."
            .formatted(kept.source(), kept.commit().brief(), pin.because()),
        "Keep one that it has, or take the pin away first: speeder unpin " + kept.source());
  }

  /// It is known again, and looked through: the next time this is not so.
  static Optional<Refusal> notLookedThrough(ReleaseId release) {
    return refusal(
        "release-not-looked-through",
        "Release %s is so old that it must be looked through for marked commits first."
            .formatted(release),
        "It is being done: ask again in a moment, or override.");
  }

  static Optional<Refusal> tooMany(String what) {
    return refusal(
        "too-many-marks",
        "%d %s stand already.".formatted(Marks.MARKS_MAX, what),
        "Take away what is no longer needed.");
  }

  private static Optional<Refusal> refusal(String code, String sentence, String remedy) {
    return Optional.of(new Refusal(code, sentence, remedy));
  }
}
