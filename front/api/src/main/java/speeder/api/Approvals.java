package speeder.api;

import java.time.Instant;
import java.util.List;

/// What waits for others to want it, too.
public record Approvals(List<Proposal> open) {
  /// @param action what was asked for, `lane` where (empty for the whole farm) and `about` what
  /// @param people who must want it, whoever asked among them; of each of `groups` one
  /// @param missing what it still takes, for people
  public record Proposal(
      long proposal,
      String action,
      String lane,
      String about,
      String reason,
      String by,
      String onBehalfOf,
      Instant since,
      Instant until,
      int people,
      List<String> groups,
      List<Approval> approvals,
      String missing) {}

  public record Approval(String by, List<String> groups, Instant at) {}
}
