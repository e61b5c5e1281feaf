package speeder.core.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import speeder.core.access.Signer;
import speeder.core.world.ApprovalFact.End;
import speeder.core.world.ApprovalFact.Ended;
import speeder.core.world.ApprovalFact.Proposed;

/// An ask that waits for others to want it, too.
///
/// @param id offset of the fact that proposed it
public record Proposal(long id, Proposed asked, List<Approval> approvals) {
  /// Who agreed, and the offset of the fact.
  public record Approval(Signer by, long at) {}

  public Proposal {
    approvals = List.copyOf(approvals);
  }

  Proposal approved(Signer by, long at) {
    var more = new ArrayList<>(approvals);
    more.add(new Approval(by, at));
    return new Proposal(id, asked, more);
  }

  /// Whoever has lost the token did not agree.
  Proposal without(String token) {
    var left = approvals.stream().filter(it -> !it.by().actor().token().equals(token)).toList();
    return new Proposal(id, asked, left);
  }

  Ended ended(End end, String by, String why) {
    return new Ended(id, lane(), end, by, why);
  }

  /// Empty where it is about the whole farm.
  public String lane() {
    return asked.errand().lane();
  }

  boolean isBy(String token) {
    return asked.by().actor().token().equals(token);
  }

  public boolean isOver(Instant now) {
    return !asked.until().isAfter(now);
  }

  /// Whoever asked, and all who agreed.
  public List<Signer> signers() {
    var signers = new ArrayList<Signer>();
    signers.add(asked.by());
    approvals.forEach(it -> signers.add(it.by()));
    return signers;
  }

  public boolean isComplete() {
    return asked.quorum().isMetBy(signers());
  }
}
