package speeder.api;

import java.time.Instant;
import java.util.Optional;

/// A lock that someone holds or waits for, or that ended of late.
///
/// @param lock names it: the offset of the fact that asked for it
/// @param number that its holder acts under: the offset of the grant; whoever receives what the
///   holder does refuses a lower one than it saw
/// @param target name of one, or `*` for all
/// @param work of what kind
/// @param owner principal, which is proven; `onBehalfOf` whom it says to ask for
/// @param own Speeder's own rollout holds it or waits for it
/// @param state one of the words in [State]
/// @param since when it was granted
/// @param leaseSeconds how long its holder, or whoever waits for it, may be silent
/// @param place in the queue: 1 is next
/// @param expectedSeconds how long it may still take, by how long such locks were held of late
/// @param waitsFor why it is not granted yet
/// @param aside why its holder is to step aside, and by when
/// @param ended why nobody holds it any more
public record Lock(
    long lock,
    Optional<Long> number,
    String lane,
    String target,
    String work,
    int priority,
    String owner,
    String onBehalfOf,
    boolean own,
    String reason,
    String state,
    Instant asked,
    Optional<Instant> since,
    long leaseSeconds,
    Optional<Integer> place,
    Optional<Long> expectedSeconds,
    Optional<String> waitsFor,
    Optional<Aside> aside,
    Optional<String> ended) {

  /// @param until after that its number no longer counts; nothing where nobody is in a hurry
  public record Aside(String why, Optional<Instant> until) {}

  /// Words for how it stands. The first three are of those that are open.
  public static final class State {
    public static final String WAITING = "WAITING";
    public static final String HELD = "HELD";

    /// Held, and its holder is to step aside.
    public static final String ASIDE = "ASIDE";

    public static final String RELEASED = "RELEASED";
    public static final String CANCELLED = "CANCELLED";
    public static final String LAPSED = "LAPSED";
    public static final String BROKEN = "BROKEN";
    public static final String OUTDATED = "OUTDATED";

    private State() {}
  }

  /// Whose it is, for people.
  public String who() {
    if (own) return "a rollout";
    return owner.equals(onBehalfOf) ? owner : owner + " for " + onBehalfOf;
  }

  public boolean isWaiting() {
    return state.equals(State.WAITING);
  }

  public boolean isHeld() {
    return state.equals(State.HELD) || state.equals(State.ASIDE);
  }
}
