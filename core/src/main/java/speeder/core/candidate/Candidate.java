package speeder.core.candidate;

import java.util.List;
import java.util.Optional;
import speeder.core.candidate.CandidateFact.Answered;
import speeder.core.candidate.CandidateFact.Opened;
import speeder.core.image.BuiltImage;
import speeder.core.snapshot.Origin;
import speeder.core.value.Digest;
import speeder.core.value.Refusal;

/// A snapshot on its way to a release.
///
/// @param id offset of the fact that opened it
/// @param asked offset under which the gate's answer is owed: new evidence asks anew
/// @param plan digest of the layer plan its images were built by
/// @param dropped why it was given up
/// @param released whether a release of it was sealed
public record Candidate(
    long id,
    Opened opened,
    CandidateState state,
    long asked,
    List<BuiltImage> images,
    Optional<Digest> plan,
    Optional<Answered> answer,
    Optional<Refusal> dropped,
    boolean released) {

  static Candidate opened(Opened fact, long offset) {
    return new Candidate(
        offset,
        fact,
        CandidateState.FROZEN,
        offset,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  public String lane() {
    return opened.lane();
  }

  /// Where its deeds are owed.
  public String place() {
    return lane() + "/" + id;
  }

  public boolean owesImage() {
    return state.owesImage();
  }

  public boolean owesAnswer() {
    return state.owesAnswer();
  }

  public boolean canTake(CandidateStep step) {
    return CandidateTable.next(state, step).isPresent();
  }

  /// Whether it takes the same path to the same aim as another.
  boolean isLike(Origin other) {
    var its = opened.origin();
    return its.kind() == other.kind()
        && its.aim() == other.aim()
        && its.covered().equals(other.covered());
  }

  Candidate asSealed() {
    return new Candidate(id, opened, state, asked, images, plan, answer, dropped, true);
  }

  Candidate took(CandidateStep step) {
    var next = CandidateTable.next(state, step).orElse(state);
    return new Candidate(id, opened, next, asked, images, plan, answer, dropped, released);
  }

  Candidate askedAt(long offset) {
    return new Candidate(id, opened, state, offset, images, plan, answer, dropped, released);
  }

  Candidate with(List<BuiltImage> built, Digest planned) {
    return new Candidate(
        id, opened, state, asked, built, Optional.of(planned), answer, dropped, released);
  }

  Candidate with(Answered answered) {
    return new Candidate(
        id, opened, state, asked, images, plan, Optional.of(answered), dropped, released);
  }

  Candidate with(Refusal why) {
    return new Candidate(
        id, opened, state, asked, images, plan, answer, Optional.of(why), released);
  }
}
