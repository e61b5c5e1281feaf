package speeder.core.farm;

import java.time.Duration;
import java.util.List;

/// What a manifest says of people and locks.
///
/// @param roles who may do what, beside the roles that are there without a word
/// @param approvals what more than one person must want
/// @param locks what must wait for what
public record Policies(List<Role> roles, List<Approval> approvals, LockRules locks) {
  public static final Policies NONE = new Policies(List.of(), List.of(), LockRules.NONE);

  public Policies {
    roles = List.copyOf(roles);
    approvals = List.copyOf(approvals);
  }

  /// @param members groups of principals
  /// @param actions words of what its members may ask for
  /// @param lanes where; none means everywhere
  public record Role(String name, List<String> members, List<String> actions, List<String> lanes) {
    public Role {
      members = List.copyOf(members);
      actions = List.copyOf(actions);
      lanes = List.copyOf(lanes);
    }
  }

  /// @param action word of what is asked for
  /// @param people who must want it, the asker among them
  /// @param groups of each of which one must be among them
  /// @param within how long it waits for them
  public record Approval(String action, int people, List<String> groups, Duration within) {
    public Approval {
      groups = List.copyOf(groups);
    }
  }
}
