package speeder.core.farm;

import java.util.List;

/// What a manifest says of people and locks.
///
/// @param roles who may do what; without any, whoever has the server's token may do all
/// @param locks what must wait for what
public record Policies(List<Role> roles, LockRules locks) {
  public static final Policies NONE = new Policies(List.of(), LockRules.NONE);

  public Policies {
    roles = List.copyOf(roles);
  }

  /// @param actions what its members may ask for
  /// @param lanes where; none means everywhere
  public record Role(String name, List<String> actions, List<String> lanes) {
    public Role {
      actions = List.copyOf(actions);
      lanes = List.copyOf(lanes);
    }
  }

  /// @param conflicts pairs of kinds of work that may not go on at once; each conflicts with itself
  public record LockRules(List<Conflict> conflicts) {
    public static final LockRules NONE = new LockRules(List.of());

    public LockRules {
      conflicts = List.copyOf(conflicts);
    }
  }

  /// @param waits gives way to `goes`
  public record Conflict(String waits, String goes) {}
}
