package speeder.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.access.AccessFact.TokenIssued;
import speeder.core.access.AccessFact.TokenRevoked;
import speeder.core.value.Actor;
import speeder.core.value.Digest;

/// The slice of who may what: tokens by id, and how often each principal was refused lately.
public record Access(SortedMap<String, AccessToken> tokens, SortedMap<String, Refused> refused) {
  /// Tokens that are in force at once.
  public static final int TOKENS_MAX = 1_000;

  /// Groups of one token.
  public static final int GROUPS_MAX = 16;

  /// How long a token lasts unless it is said, and at most.
  public static final Duration LIFETIME = Duration.ofDays(90);

  public static final Duration LIFETIME_MAX = Duration.ofDays(366);

  /// Refusals of one principal that become facts within [#REFUSALS_WITHIN]; more are answered, and
  /// counted in metrics, but not kept.
  public static final int REFUSALS_MAX = 100;

  public static final Duration REFUSALS_WITHIN = Duration.ofHours(1);

  public static final Access NONE =
      new Access(Collections.emptySortedMap(), Collections.emptySortedMap());

  /// How often since when.
  public record Refused(Instant since, int times) {
    boolean isOver(Instant now) {
      return !since.plus(REFUSALS_WITHIN).isAfter(now);
    }
  }

  public Access {
    tokens = Collections.unmodifiableSortedMap(new TreeMap<>(tokens));
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
  }

  public Access apply(AccessFact fact, long offset, Instant at) {
    return switch (fact) {
      case TokenIssued issued -> issued(issued, offset, at);
      case TokenRevoked revoked -> without(revoked.token());
    };
  }

  /// A command of a principal was not obeyed.
  public Access refused(String principal, Instant at) {
    var changed = new TreeMap<>(refused);
    changed.values().removeIf(it -> it.isOver(at));
    changed.merge(principal, new Refused(at, 1), (old, _) -> new Refused(old.since, old.times + 1));
    return new Access(tokens, changed);
  }

  /// Whether one more refusal of a principal is worth a fact.
  public boolean keepsRefusal(String principal, Instant now) {
    var before = refused.get(principal);
    return before == null || before.isOver(now) || before.times() < REFUSALS_MAX;
  }

  public Optional<AccessToken> find(String id) {
    return Optional.ofNullable(tokens.get(id));
  }

  /// The token of a secret with this digest.
  public Optional<AccessToken> of(Digest hash) {
    return find(AccessToken.id(hash)).filter(it -> it.hash().equals(hash));
  }

  /// Who an actor is now; nobody where its token is not in force.
  public Optional<Principal> principal(Actor actor, Instant now) {
    if (actor.isOperator()) return Optional.of(Principal.OPERATOR);
    return find(actor.token())
        .filter(it -> !it.isOver(now) && it.principal().name().equals(actor.principal()))
        .map(AccessToken::principal);
  }

  /// Principals with a token in force and one of these groups.
  public SortedMap<String, Principal> members(Collection<String> groups, Instant now) {
    var members = new TreeMap<String, Principal>();
    for (var token : tokens.values()) {
      boolean in = groups.stream().anyMatch(token.principal()::isIn);
      if (in && !token.isOver(now)) members.put(token.principal().name(), token.principal());
    }
    return members;
  }

  /// Whether anyone beside the operator can ask for something.
  public boolean isShared(Instant now) {
    return tokens.values().stream().anyMatch(it -> !it.isOver(now));
  }

  private Access issued(TokenIssued fact, long offset, Instant at) {
    var changed = new TreeMap<>(tokens);
    changed.values().removeIf(it -> it.isOver(at));
    var principal =
        new Principal(
            fact.principal(), new TreeSet<>(fact.groups()), new TreeSet<>(fact.issuers()));
    var issuer = fact.issuers().isEmpty() ? "" : fact.issuers().getFirst();
    changed.put(
        fact.token(),
        new AccessToken(fact.token(), fact.hash(), principal, issuer, offset, fact.until()));
    return new Access(changed, refused);
  }

  private Access without(String token) {
    var changed = new TreeMap<>(tokens);
    changed.remove(token);
    return new Access(changed, refused);
  }
}
