package speeder.core.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import speeder.core.access.Access;
import speeder.core.access.AccessFact.TokenIssued;
import speeder.core.access.AccessFact.TokenRevoked;
import speeder.core.access.AccessToken;
import speeder.core.access.Principal;
import speeder.core.access.Roles;
import speeder.core.value.Actor;
import speeder.core.value.Refusal;
import speeder.core.world.ApprovalFact.End;

/// Lets principals in, and out again.
final class AccessCommands {
  private static final Pattern PRINCIPAL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private final Pen pen;
  private final Actor actor;

  AccessCommands(Pen pen, Actor actor) {
    this.pen = pen;
    this.actor = actor;
  }

  Optional<Refusal> obey(AccessAsk ask) {
    return switch (ask) {
      case AccessAsk.IssueToken issue -> issue(issue);
      case AccessAsk.RevokeToken(var token, var reason) -> revoke(token, reason);
    };
  }

  private Optional<Refusal> issue(AccessAsk.IssueToken ask) {
    var refusal = unfit(ask).or(() -> notTheirs(ask.groups()));
    if (refusal.isPresent()) return refusal;
    var token = AccessToken.id(ask.hash());
    var until = pen.now().plus(lasts(ask));
    pen.write(
        new TokenIssued(
            token, ask.hash(), ask.principal(), List.copyOf(ask.groups()), issuers(), until));
    return Optional.empty();
  }

  private Optional<Refusal> unfit(AccessAsk.IssueToken ask) {
    var token = AccessToken.id(ask.hash());
    if (!isName(ask.principal())) return AccessRefusals.badPrincipal(ask.principal());
    for (var group : ask.groups()) {
      if (!GROUP.matcher(group).matches()) return AccessRefusals.badGroup(group);
    }
    if (ask.groups().size() > Access.GROUPS_MAX) return AccessRefusals.tooManyGroups();
    if (!isWithin(lasts(ask))) return AccessRefusals.badLifetime();
    if (access().find(token).isPresent()) return AccessRefusals.tokenThere(token);
    return inForce() < Access.TOKENS_MAX ? Optional.empty() : AccessRefusals.tooManyTokens();
  }

  private static boolean isName(String name) {
    boolean taken = name.equals(Actor.OPERATOR) || name.equals(Actor.SPEEDER.principal());
    return !taken && PRINCIPAL.matcher(name).matches();
  }

  private static Duration lasts(AccessAsk.IssueToken ask) {
    return ask.lasts().orElse(Access.LIFETIME);
  }

  private static boolean isWithin(Duration lasts) {
    return lasts.isPositive() && lasts.compareTo(Access.LIFETIME_MAX) <= 0;
  }

  private long inForce() {
    return access().tokens().values().stream().filter(it -> !it.isOver(pen.now())).count();
  }

  /// Nobody gives what they do not have: else the right to issue would be the right to all.
  private Optional<Refusal> notTheirs(SortedSet<String> groups) {
    var issuer = issuer();
    if (issuer.isEmpty() || Roles.of(pen.world().farm().policies()).allowAll(issuer.get())) {
      return Optional.empty();
    }
    return groups.stream()
        .filter(it -> !issuer.get().isIn(it))
        .findFirst()
        .flatMap(it -> AccessRefusals.notYourGroup(it, issuer.get()));
  }

  private Optional<Principal> issuer() {
    return access().principal(actor, pen.now());
  }

  /// The issuer first, then those who could be behind the issuer.
  private List<String> issuers() {
    var before = issuer().map(Principal::issuers).orElse(new TreeSet<>());
    var issuers = new ArrayList<String>();
    issuers.add(actor.principal());
    before.stream().filter(it -> !it.equals(actor.principal())).forEach(issuers::add);
    return issuers;
  }

  private Optional<Refusal> revoke(String id, String reason) {
    var token = access().find(id);
    if (token.isEmpty()) return AccessRefusals.noToken(id);
    var whose = token.get().principal().name();
    pen.write(new TokenRevoked(id, whose, actor.principal(), reason));
    for (var asked : ApprovalCommands.askedWith(pen.world(), id)) {
      pen.write(asked.ended(End.WITHDRAWN, actor.principal(), "its token is revoked"));
    }
    return Optional.empty();
  }

  private Access access() {
    return pen.world().access();
  }
}
