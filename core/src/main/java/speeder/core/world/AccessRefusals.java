package speeder.core.world;

import static speeder.core.world.Refusals.refusal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import speeder.core.access.Access;
import speeder.core.access.Errand;
import speeder.core.access.Principal;
import speeder.core.access.Roles;
import speeder.core.farm.Policies.Role;
import speeder.core.value.Actor;
import speeder.core.value.Refusal;

/// Why someone may not.
final class AccessRefusals {
  private static final int NAMED_MAX = 5;

  private AccessRefusals() {}

  static Optional<Refusal> noToken(Actor actor) {
    return refusal(
        "token-not-in-force",
        "Token %s of %s is not in force: it was revoked, or its time is over."
            .formatted(actor.token(), actor.principal()),
        "Have another one issued: speeder token issue " + actor.principal());
  }

  /// Names the roles that would do, and who has one.
  static Optional<Refusal> missingRole(World world, Principal who, Errand errand, Instant now) {
    var roles = Roles.of(world.farm().policies()).allowing(errand);
    var where = errand.hasLane() ? " on lane " + errand.lane() : "";
    return refusal(
        "role-missing",
        "%s may not ask for %s%s: it takes %s."
            .formatted(who.name(), errand.action(), where, oneOf(roles)),
        "Ask someone who may: %s.".formatted(holders(world, roles, now)));
  }

  private static String oneOf(List<Role> roles) {
    if (roles.isEmpty()) return "the server's own token, since no role allows it";
    return roles.stream()
        .map(it -> "role %s (%s)".formatted(it.name(), String.join(", ", it.members())))
        .collect(Collectors.joining(" or "));
  }

  private static String holders(World world, List<Role> roles, Instant now) {
    var groups = new TreeSet<String>();
    roles.forEach(it -> groups.addAll(it.members()));
    var names = world.access().members(groups, now).keySet();
    if (names.isEmpty()) return "whoever has the server's own token, since nobody else does yet";
    var named = names.stream().limit(NAMED_MAX).collect(Collectors.joining(", "));
    return names.size() > NAMED_MAX ? named + " and others" : named;
  }

  static Optional<Refusal> badPrincipal(String name) {
    return refusal(
        "principal-name-bad",
        "%s cannot be the name of a principal.".formatted(name),
        "Take 1 to 63 small letters, digits, dots, - or _, but not speeder or operator.");
  }

  static Optional<Refusal> badGroup(String name) {
    return refusal(
        "group-name-bad",
        "%s cannot be the name of a group.".formatted(name),
        "Take 1 to 63 letters, digits, dots, - or _.");
  }

  static Optional<Refusal> tooManyGroups() {
    return refusal(
        "groups-too-many",
        "A token has at most %d groups.".formatted(Access.GROUPS_MAX),
        "Name those alone that its roles and approvals need.");
  }

  static Optional<Refusal> tooManyTokens() {
    return refusal(
        "tokens-too-many",
        "%d tokens are in force already.".formatted(Access.TOKENS_MAX),
        "Revoke some: speeder token list");
  }

  static Optional<Refusal> badLifetime() {
    return refusal(
        "token-lifetime-bad",
        "A token lasts longer than nothing, and at most %d days."
            .formatted(Access.LIFETIME_MAX.toDays()),
        "Say it with a unit, for example --for 30d, and renew it when it ends.");
  }

  static Optional<Refusal> notYourGroup(String group, Principal issuer) {
    return refusal(
        "group-not-yours",
        "%s is not in group %s and may not do everything, so cannot give it."
            .formatted(issuer.name(), group),
        "Have the token issued by someone of that group, or by an owner.");
  }

  static Optional<Refusal> tokenThere(String token) {
    return refusal(
        "token-there",
        "A token with this secret was issued already: %s.".formatted(token),
        "Make another secret.");
  }

  static Optional<Refusal> noToken(String token) {
    return refusal(
        "no-such-token",
        "No token %s is in force.".formatted(token),
        "Look which are: speeder token list");
  }
}
