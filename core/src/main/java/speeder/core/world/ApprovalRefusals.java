package speeder.core.world;

import static speeder.core.world.Refusals.refusal;

import java.util.Optional;
import speeder.core.access.Signer;
import speeder.core.value.Refusal;

/// Why someone's word does not count.
final class ApprovalRefusals {
  private ApprovalRefusals() {}

  static Optional<Refusal> none(long proposal) {
    return refusal(
        "no-such-proposal",
        "No proposal %d waits: it was decided, its time is over, or it never was."
            .formatted(proposal),
        "Look which do: speeder approvals");
  }

  static Optional<Refusal> tooMany() {
    return refusal(
        "proposals-too-many",
        "%d proposals wait already.".formatted(Proposals.OPEN_MAX),
        "Decide or decline some: speeder approvals");
  }

  static Optional<Refusal> twice(Proposal proposal, Signer who) {
    boolean asked = proposal.asked().by().equals(who);
    return refusal(
        "second-person-missing",
        "%s %s proposal %d already; it takes another person."
            .formatted(who.name(), asked ? "asked for" : "approved", proposal.id()),
        "Have someone else look at it: speeder approve " + proposal.id());
  }

  static Optional<Refusal> notApart(Signer signer, Signer other) {
    return refusal(
        "approver-not-apart",
        "%s and %s may be one person: one asks for the other, or one issuer could be behind both."
            .formatted(signer.name(), other.name()),
        "Have it approved by someone whose token comes from somebody else.");
  }

  static Optional<Refusal> notAsked(Signer signer, Proposal proposal) {
    var errand = proposal.asked().errand();
    var groups = proposal.asked().quorum().groups();
    var named = groups.isEmpty() ? "" : ", or of " + String.join(", ", groups);
    return refusal(
        "approver-not-asked",
        "%s has no say in %s: it takes someone who may ask for it%s."
            .formatted(signer.name(), errand.action(), named),
        "Have it looked at by one of them. Who is who: speeder token list");
  }
}
