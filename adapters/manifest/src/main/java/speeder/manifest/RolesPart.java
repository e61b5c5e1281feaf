package speeder.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.access.Action;
import speeder.core.access.Action.Rank;
import speeder.core.farm.Policies.Role;

/// Reads `roles`: who may do what. A default role keeps its actions unless others are named.
final class RolesPart {
  private static final Keys KEYS = Keys.of("members", "actions", "lanes");

  private final List<String> lanes;

  RolesPart(List<String> lanes) {
    this.lanes = List.copyOf(lanes);
  }

  List<Role> read(Optional<Spot> spot) {
    var roles = new ArrayList<Role>();
    spot.map(Spot::table)
        .ifPresent(table ->
            table.each((name, inside) -> {
              table.key(name).ifPresent(key -> key.text(Form.NAME));
              roles.add(inside.isTable() ? role(name, inside.table(KEYS)) : brief(name, inside));
            }));
    return roles;
  }

  /// A list of actions alone: its members are the group of its name.
  private static Role brief(String name, Spot actions) {
    return new Role(name, List.of(name), words(actions), List.of());
  }

  private Role role(String name, Table table) {
    var members = table.texts("members", Form.GROUP);
    return new Role(
        name, members.isEmpty() ? List.of(name) : members, actions(name, table), lanes(table));
  }

  private static List<String> actions(String name, Table table) {
    var rank = Rank.of(name);
    return rank.isPresent() && table.at("actions").isEmpty()
        ? rank.get().actions()
        : table.need("actions").map(RolesPart::words).orElse(List.of());
  }

  private static List<String> words(Spot actions) {
    return actions.items().stream()
        .flatMap(it -> it.word(Action.words(), "an action, like `deploy` or `hold`").stream())
        .toList();
  }

  private List<String> lanes(Table table) {
    return table.at("lanes").map(Spot::items).orElse(List.of()).stream()
        .flatMap(it -> it.word(lanes, "the name of a lane").stream())
        .toList();
  }
}
