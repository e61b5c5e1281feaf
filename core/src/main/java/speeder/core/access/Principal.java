package speeder.core.access;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import speeder.core.value.Actor;

/// A person or a program with groups, as one token says it.
///
/// @param issuers principals who could have seen the token's secret: who issued it, who issued the
///   token that it was issued with, and so on
public record Principal(String name, SortedSet<String> groups, SortedSet<String> issuers) {
  /// Whoever can read the server's own token; may do all.
  public static final Principal OPERATOR =
      new Principal(Actor.OPERATOR, Collections.emptySortedSet(), Collections.emptySortedSet());

  public Principal {
    groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    issuers = Collections.unmodifiableSortedSet(new TreeSet<>(issuers));
  }

  public boolean isOperator() {
    return name.equals(Actor.OPERATOR);
  }

  public boolean isIn(String group) {
    return groups.contains(group);
  }

  /// Whether one and the same person cannot be behind both: other names, neither could have made
  /// the other's token, and nobody but the operator could have made both.
  public boolean isApartFrom(Principal other) {
    return !name.equals(other.name)
        && !issuers.contains(other.name)
        && !other.issuers.contains(name)
        && Collections.disjoint(issuedBy(), other.issuedBy());
  }

  /// Whoever could have made its token, but for the operator, from whom all tokens come.
  private SortedSet<String> issuedBy() {
    var people = new TreeSet<>(issuers);
    people.remove(Actor.OPERATOR);
    return people;
  }
}
