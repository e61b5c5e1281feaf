package speeder.core.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import speeder.core.access.Action.Rank;
import speeder.core.farm.Policies;
import speeder.core.farm.Policies.Role;

/// Who may do what: the manifest's roles, and of the default ones those that it does not describe.
public record Roles(List<Role> all) {
  public Roles {
    all = List.copyOf(all);
  }

  public static Roles of(Policies policies) {
    var all = new ArrayList<>(policies.roles());
    Arrays.stream(Rank.values())
        .filter(rank -> policies.roles().stream().noneMatch(it -> it.name().equals(rank.role())))
        .map(Roles::unsaid)
        .forEach(all::add);
    return new Roles(all);
  }

  /// A default role: its members are the group of its name, everywhere.
  private static Role unsaid(Rank rank) {
    return new Role(rank.role(), List.of(rank.role()), rank.actions(), List.of());
  }

  /// Whether someone may do what an errand takes. A role of some lanes does not allow what is about
  /// the whole farm.
  public boolean allow(Principal who, Errand errand) {
    return who.isOperator() || allowing(errand).stream().anyMatch(it -> isMember(who, it));
  }

  /// The roles that allow it.
  public List<Role> allowing(Errand errand) {
    return all.stream()
        .filter(it -> it.actions().contains(errand.action()) && covers(it, errand.lane()))
        .toList();
  }

  /// Whether someone may do it on one lane at least.
  public boolean allowSomewhere(Principal who, Action action) {
    return who.isOperator()
        || all.stream().anyMatch(it -> it.actions().contains(action.word()) && isMember(who, it));
  }

  /// Whether someone may do all, everywhere.
  public boolean allowAll(Principal who) {
    return Arrays.stream(Action.values()).allMatch(it -> allow(who, Errand.onFarm(it, "", "")));
  }

  private static boolean isMember(Principal who, Role role) {
    return role.members().stream().anyMatch(who::isIn);
  }

  private static boolean covers(Role role, String lane) {
    return role.lanes().isEmpty() || role.lanes().contains(lane);
  }
}
