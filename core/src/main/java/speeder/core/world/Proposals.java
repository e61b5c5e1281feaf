package speeder.core.world;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import speeder.core.world.ApprovalFact.Approved;
import speeder.core.world.ApprovalFact.Ended;
import speeder.core.world.ApprovalFact.Proposed;

/// The slice of asks that wait for others to want them, too.
public record Proposals(SortedMap<Long, Proposal> open) {
  /// Proposals that may be open at once.
  public static final int OPEN_MAX = 64;

  public static final Proposals NONE = new Proposals(Collections.emptySortedMap());

  public Proposals {
    open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
  }

  Proposals apply(ApprovalFact fact, long offset) {
    return switch (fact) {
      case Proposed asked -> with(new Proposal(offset, asked, List.of()));
      case Approved(var id, var _, var by) -> change(id, it -> it.approved(by, offset));
      case Ended ended -> without(ended.proposal());
    };
  }

  /// A token opens nothing any more.
  Proposals revoked(String token) {
    var changed = new TreeMap<>(open);
    changed.replaceAll((_, it) -> it.without(token));
    return new Proposals(changed);
  }

  public Optional<Proposal> find(long id) {
    return Optional.ofNullable(open.get(id));
  }

  List<Proposal> over(Instant now) {
    return open.values().stream().filter(it -> it.isOver(now)).toList();
  }

  /// When the next one after a moment lapses.
  Optional<Instant> wake(Instant after) {
    return open.values().stream()
        .map(it -> it.asked().until())
        .filter(until -> until.isAfter(after))
        .min(Instant::compareTo);
  }

  private Proposals with(Proposal proposal) {
    var changed = new TreeMap<>(open);
    changed.put(proposal.id(), proposal);
    return new Proposals(changed);
  }

  private Proposals change(long id, UnaryOperator<Proposal> how) {
    return find(id).map(how).map(this::with).orElse(this);
  }

  private Proposals without(long id) {
    var changed = new TreeMap<>(open);
    changed.remove(id);
    return new Proposals(changed);
  }
}
