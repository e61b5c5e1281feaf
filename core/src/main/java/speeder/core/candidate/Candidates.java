package speeder.core.candidate;

import static speeder.core.candidate.CandidateStep.BUILD_FAILED;
import static speeder.core.candidate.CandidateStep.EVIDENCE_CAME;
import static speeder.core.candidate.CandidateStep.GATE_OPENED;
import static speeder.core.candidate.CandidateStep.GATE_SHUT;
import static speeder.core.candidate.CandidateStep.IMAGE_BUILT;
import static speeder.core.candidate.CandidateStep.SUPERSEDED;
import static speeder.core.candidate.CandidateStep.WAIVED;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import speeder.core.candidate.CandidateFact.Answered;
import speeder.core.candidate.CandidateFact.BuildFailed;
import speeder.core.candidate.CandidateFact.Built;
import speeder.core.candidate.CandidateFact.EvidenceCame;
import speeder.core.candidate.CandidateFact.Opened;
import speeder.core.candidate.CandidateFact.Superseded;
import speeder.core.candidate.CandidateFact.Waived;
import speeder.core.snapshot.Origin;
import speeder.core.value.Refusal;

/// The candidates' slice: the newest of each lane, and those before it that are still open.
public record Candidates(SortedMap<Long, Candidate> byId) {
  public static final Candidates NONE = new Candidates(Collections.emptySortedMap());

  public Candidates {
    byId = Collections.unmodifiableSortedMap(new TreeMap<>(byId));
  }

  public Candidates apply(CandidateFact fact, long offset) {
    return switch (fact) {
      case Opened opened -> opened(opened, offset);
      case Built built ->
          change(built.candidate(), it -> it.with(built.images(), built.plan()).took(IMAGE_BUILT));
      case BuildFailed failed ->
          change(failed.candidate(), it -> it.with(failed.why()).took(BUILD_FAILED));
      case Answered answered ->
          change(
              answered.candidate(),
              it -> it.with(answered).took(answered.open() ? GATE_OPENED : GATE_SHUT));
      case Waived waived -> change(waived.candidate(), it -> it.took(WAIVED));
      case EvidenceCame came ->
          change(came.candidate(), it -> it.askedAt(offset).took(EVIDENCE_CAME));
      case Superseded old ->
          change(old.candidate(), it -> it.with(superseded(old.by())).took(SUPERSEDED));
    };
  }

  /// A release of it was sealed.
  public Candidates sealed(long id) {
    return change(id, Candidate::asSealed);
  }

  public Optional<Candidate> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// The newest of a lane's heads.
  public Optional<Candidate> newest(String lane) {
    return newest(lane, Origin.HEADS);
  }

  /// The newest of a lane that takes the same path to the same aim.
  public Optional<Candidate> newest(String lane, Origin like) {
    var newest = Optional.<Candidate>empty();
    for (var candidate : byId.values()) {
      if (candidate.lane().equals(lane) && candidate.isLike(like)) newest = Optional.of(candidate);
    }
    return newest;
  }

  /// Those of a lane that are to be served, newest first.
  public List<Candidate> served(String lane) {
    var served = new ArrayList<Candidate>();
    for (var candidate : byId.values()) {
      boolean its = candidate.lane().equals(lane) && candidate.opened().origin().serves();
      if (its) served.addFirst(candidate);
    }
    return served;
  }

  private Candidates opened(Opened fact, long offset) {
    var kept = new TreeMap<Long, Candidate>();
    for (var candidate : byId.values()) {
      boolean past = candidate.isLike(fact.origin()) || !candidate.opened().origin().serves();
      boolean over = candidate.lane().equals(fact.lane()) && past && candidate.state().isEnd();
      if (!over) kept.put(candidate.id(), candidate);
    }
    kept.put(offset, Candidate.opened(fact, offset));
    return new Candidates(kept);
  }

  private Candidates change(long id, UnaryOperator<Candidate> how) {
    var before = byId.get(id);
    if (before == null) return this;
    var changed = new TreeMap<>(byId);
    changed.put(id, how.apply(before));
    return new Candidates(changed);
  }

  private static Refusal superseded(long by) {
    return new Refusal(
        "superseded",
        "A newer candidate, %d, took its place before it was exposed.".formatted(by),
        "Nothing to do: the newer one holds its commits.");
  }
}
