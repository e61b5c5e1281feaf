package speeder.core.world;

import speeder.core.candidate.Candidate;
import speeder.core.candidate.CandidateFact;
import speeder.core.candidate.CandidateFact.Opened;
import speeder.core.candidate.CandidateState;
import speeder.core.release.Release;
import speeder.core.release.ReleaseFact;
import speeder.core.snapshot.Freezes.Taken;
import speeder.core.snapshot.Origin;
import speeder.core.snapshot.Overlays.Laid;
import speeder.core.snapshot.SnapshotFact;
import speeder.core.value.Digest;
import speeder.core.value.ReleaseId;

/// From snapshot to candidate, from candidate to release.
final class CandidateRules {
  private CandidateRules() {}

  /// A snapshot sets out when it is new to its lane, or when a person asked; the one before it
  /// gives way.
  static void open(Pen pen) {
    for (var lane : pen.world().farm().lanes()) {
      pen.world()
          .freezes()
          .of(lane.name())
          .last()
          .filter(taken -> setsOut(pen.world(), lane.name(), taken))
          .ifPresent(taken -> opened(pen, taken));
    }
  }

  private static boolean setsOut(World world, String lane, Taken taken) {
    return world
        .candidates()
        .newest(lane)
        .map(newest -> newest.id() < taken.at() && (taken.wish().byHand() || isNew(newest, taken)))
        .orElse(true);
  }

  private static boolean isNew(Candidate newest, Taken taken) {
    return !newest.opened().snapshot().equals(taken.fact().snapshot());
  }

  private static void opened(Pen pen, Taken taken) {
    var fact = taken.fact();
    var before = pen.world().candidates().newest(fact.lane());
    var manifest = pen.world().farm().manifest().orElseThrow();
    pen.write(
        new Opened(
            fact.lane(),
            fact.snapshot(),
            fact.document(),
            manifest,
            Origin.HEADS,
            taken.wish().at(),
            fact.configuration()));
    before
        .filter(it -> !it.state().isEnd())
        .ifPresent(it -> pen.write(new CandidateFact.Superseded(it.id(), pen.world().offset())));
  }

  /// A snapshot that was composed sets out; the one before it for the same gives way. What stands
  /// in for a release inherits its standing, and is gated by nothing.
  static void laid(Pen pen, Laid laid, SnapshotFact.Overlaid fact) {
    var origin = laid.overlay().origin();
    var before = pen.world().candidates().newest(laid.lane(), origin);
    var manifest = pen.world().farm().manifest().orElseThrow();
    pen.write(
        new Opened(
            laid.lane(),
            fact.snapshot(),
            fact.document(),
            manifest,
            origin,
            laid.id(),
            fact.configuration()));
    long id = pen.world().offset();
    origin
        .covered()
        .ifPresent(it -> pen.write(new CandidateFact.Waived(id, "stands in for " + it)));
    before
        .filter(it -> !it.state().isEnd())
        .ifPresent(it -> pen.write(new CandidateFact.Superseded(it.id(), id)));
  }

  static void seal(Pen pen) {
    for (var candidate : pen.world().candidates().byId().values()) {
      if (candidate.state() == CandidateState.SEALED && !candidate.released()) {
        sealed(pen, candidate);
      }
    }
  }

  private static void sealed(Pen pen, Candidate candidate) {
    var plan = candidate.plan().orElseThrow();
    var manifest = candidate.opened().manifest();
    var release =
        new Release(
            candidate.lane(),
            candidate.opened().snapshot(),
            candidate.images(),
            plan,
            manifest,
            candidate.id());
    var document = Document.of("release", release.document());
    pen.attach(java.util.List.of(document));
    var id = ReleaseId.of(document.digest());
    pen.write(fact(candidate, id, document.digest(), plan, manifest));
    if (candidate.opened().origin().serves()) chosen(pen, candidate, id);
  }

  /// Where automation only observes, a release is served next if a person's wish led to it.
  private static void chosen(Pen pen, Candidate candidate, ReleaseId release) {
    var lane = candidate.lane();
    if (!Autonomous.mayChoose(pen.world(), lane, candidate.id())) {
      AutonomyRules.wouldSetOut(pen, lane, release);
      return;
    }
    var kind = candidate.opened().origin().kind();
    pen.write(new ReleaseFact.Chosen(release, lane, kind, false));
  }

  private static ReleaseFact.Sealed fact(
      Candidate candidate, ReleaseId id, Digest document, Digest plan, Digest manifest) {
    return new ReleaseFact.Sealed(
        id,
        candidate.lane(),
        candidate.id(),
        document,
        candidate.opened().snapshot(),
        candidate.opened().document(),
        candidate.images(),
        plan,
        manifest,
        candidate.answer().map(CandidateFact.Answered::summary).orElse("waived"),
        candidate.opened().origin(),
        candidate.opened().wished(),
        candidate.opened().configuration());
  }
}
