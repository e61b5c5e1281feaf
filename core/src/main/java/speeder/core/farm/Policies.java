package speeder.core.farm;

import java.util.List;

/// What a manifest says of people and locks.
///
/// @param roles who may do what, beside the roles that are there without a word
/// @param locks what must wait for what
public record Policies(List<Role> roles, LockRules locks) {
  public static final Policies NONE = new Policies(List.of(), LockRules.NONE);

  public Policies {
    roles = List.copyOf(roles);
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
}
