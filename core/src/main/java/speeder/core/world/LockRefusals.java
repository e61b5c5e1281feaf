package speeder.core.world;

import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import speeder.core.farm.Adopted;
import speeder.core.farm.Lane;
import speeder.core.farm.LockRules;
import speeder.core.lock.Claim;
import speeder.core.lock.Ended;
import speeder.core.lock.Locks;
import speeder.core.value.Nearness;
import speeder.core.value.Refusal;

/// Why wishes about locks are not obeyed.
final class LockRefusals {
  private static final String LOOK = "Look: speeder lock list";

  private LockRefusals() {}

  static Optional<Refusal> noTarget(String target, Lane lane) {
    return refusal(
        "no-such-target",
        "Lane %s does not run on %s.".formatted(lane.name(), target),
        "Its targets are: %s; %s means all."
            .formatted(String.join(", ", lane.targets()), Claim.ALL));
  }

  static Optional<Refusal> noWork(String work, Adopted farm) {
    var known = new TreeSet<>(farm.policies().locks().kinds().keySet());
    farm.lanes().forEach(lane -> known.add(lane.name()));
    var near = Nearness.nearest(work, known).map("Did you mean %s? "::formatted).orElse("");
    return refusal(
        "no-such-work",
        "There is no kind of work %s.".formatted(work),
        near + "Kinds are: %s.".formatted(String.join(", ", known)));
  }

  static Optional<Refusal> priority(int priority) {
    return refusal(
        "priority-out-of-range",
        "Priority %d is not from 0 to %d.".formatted(priority, LockRules.PRIORITY_MAX),
        "Leave it out to take that of the kind of work.");
  }

  static Optional<Refusal> lease() {
    return refusal(
        "lease-out-of-range",
        "A lease is from %d s to %d h."
            .formatted(Locks.LEASE_MIN.toSeconds(), Locks.LEASE_MAX.toHours()),
        "Take a short one and renew it: whoever waits need not wait longer when you are gone.");
  }

  static Optional<Refusal> full() {
    return refusal(
        "too-many-locks",
        "%d locks are held or waited for already.".formatted(Locks.OPEN_MAX),
        "Ask again later. " + LOOK);
  }

  static Optional<Refusal> none(long lock) {
    return refusal("no-such-lock", "Lock %d is not known.".formatted(lock), LOOK);
  }

  static Optional<Refusal> over(Ended ended) {
    var how = ended.how().name().toLowerCase(Locale.ROOT);
    var why = ended.why().isEmpty() ? "" : ": " + ended.why();
    return refusal(
        "lock-gone",
        "Lock %d is %s since %s%s.".formatted(ended.claim().lock(), how, ended.at(), why),
        "Stop what needs it, and ask for a new one.");
  }

  static Optional<Refusal> ofAnother(Claim claim) {
    return refusal(
        "lock-of-another",
        "Lock %d belongs to %s.".formatted(claim.lock(), claim.asked().who()),
        "Ask them, or take it away: speeder lock break %d --reason TEXT".formatted(claim.lock()));
  }

  static Optional<Refusal> own(Claim claim) {
    return refusal(
        "lock-of-speeder",
        "Lock %d is that of a rollout of lane %s.".formatted(claim.lock(), claim.lane()),
        "Stop the rollout, and it gives the lock back: speeder hold %s --reason TEXT"
            .formatted(claim.lane()));
  }

  private static Optional<Refusal> refusal(String code, String sentence, String remedy) {
    return Optional.of(new Refusal(code, sentence, remedy));
  }
}
