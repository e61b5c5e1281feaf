package speeder.core.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import speeder.core.farm.Policies;

/// How many people it takes, and of which groups.
///
/// @param people distinct ones, the asker among them
/// @param groups of each of which one must be among them
/// @param within how long it waits for them
public record Quorum(int people, List<String> groups, Duration within) {
  /// How many an override takes, whatever the manifest says.
  public static final int OVERRIDE = 2;

  /// How long it is waited unless it is said, and at most.
  public static final Duration WITHIN = Duration.ofHours(24);

  public static final Duration WITHIN_MAX = Duration.ofDays(30);

  public Quorum {
    groups = List.copyOf(groups);
  }

  /// What the manifest wants for an errand; an override takes two people without a word.
  public static Optional<Quorum> of(Policies policies, Errand errand) {
    return policies.approvals().stream()
        .filter(it -> it.action().equals(errand.action()))
        .map(it -> new Quorum(it.people(), it.groups(), it.within()))
        .findFirst()
        .or(() -> unsaid(errand));
  }

  private static Optional<Quorum> unsaid(Errand errand) {
    return Action.of(errand.action())
        .filter(Action::isOverride)
        .map(_ -> new Quorum(OVERRIDE, List.of(), WITHIN));
  }

  public boolean isMetBy(Collection<Signer> signers) {
    return signers.size() >= people && missing(signers).isEmpty();
  }

  /// The groups of which nobody is among them yet.
  public List<String> missing(Collection<Signer> signers) {
    var missing = new ArrayList<>(groups);
    missing.removeIf(group -> signers.stream().anyMatch(it -> it.principal().isIn(group)));
    return missing;
  }
}
