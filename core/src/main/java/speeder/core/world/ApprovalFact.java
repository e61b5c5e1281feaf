package speeder.core.world;

import java.time.Instant;
import speeder.core.access.Errand;
import speeder.core.access.Quorum;
import speeder.core.access.Signer;

/// What happened to asks that more than one person must want. Such an ask is named by the offset of
/// its [Proposed].
public sealed interface ApprovalFact {
  /// Someone asked; it waits for the others.
  ///
  /// @param ask to be obeyed once they agree, as of then
  record Proposed(String command, Signer by, Ask ask, Errand errand, Quorum quorum, Instant until)
      implements ApprovalFact {}

  /// @param lane that it is about; empty where it is about the whole farm
  record Approved(long proposal, String lane, Signer by) implements ApprovalFact {}

  /// It waits no longer.
  ///
  /// @param by a principal, or Speeder's own where time did it
  record Ended(long proposal, String lane, End end, String by, String why)
      implements ApprovalFact {}

  enum End {
    /// Enough agreed, and it was obeyed.
    OBEYED,
    /// Enough agreed, and it could no longer be obeyed.
    REFUSED,
    DECLINED,
    /// By whoever asked.
    WITHDRAWN,
    /// Too few agreed in time.
    LAPSED
  }
}
