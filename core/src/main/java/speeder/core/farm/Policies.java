package speeder.core.farm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a manifest says of people, locks and controls.
///
/// @param roles who may do what, beside the roles that are there without a word
/// @param approvals what more than one person must want
/// @param locks what must wait for what
/// @param controls what lanes can require to be in place before automation acts
public record Policies(
    List<Role> roles, List<Approval> approvals, LockRules locks, List<Control> controls) {
  public static final Policies NONE = new Policies(List.of(), List.of(), LockRules.NONE);

  public Policies {
    roles = List.copyOf(roles);
    approvals = List.copyOf(approvals);
    controls = List.copyOf(controls);
  }

  public Policies(List<Role> roles, List<Approval> approvals, LockRules locks) {
    this(roles, approvals, locks, List.of());
  }

  public Optional<Control> control(String name) {
    return controls.stream().filter(it -> it.name().equals(name)).findFirst();
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

  /// What must be in place before automation acts. Whoever may say so says that it is, for a time:
  /// a person, or the program that checked it.
  ///
  /// @param what it is about, for people; may be empty
  /// @param valid how long a pass counts, at most and unless a shorter time is said
  public record Control(String name, String what, Duration valid) {
    public static final Duration VALID = Duration.ofDays(30);
    public static final Duration VALID_MAX = Duration.ofDays(366);
  }
}
