package speeder.core.farm;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far automation may go on a lane.
///
/// @param autonomy of the lane, and `stages` where a stage has one of its own
/// @param requires controls that must have passed before automation acts
/// @param agreement what people must have done before it may go farther
public record Acting(
    Autonomy autonomy,
    SortedMap<String, Autonomy> stages,
    List<String> requires,
    Agreement agreement) {
  public static final Acting FREELY = to(Autonomy.ACT);

  public Acting {
    stages = Collections.unmodifiableSortedMap(new TreeMap<>(stages));
    requires = List.copyOf(requires);
  }

  public static Acting to(Autonomy autonomy) {
    return new Acting(autonomy, Collections.emptySortedMap(), List.of(), Agreement.USUAL);
  }

  /// The farthest that it may go at a stage.
  public Autonomy ceiling(String stage) {
    return stages.getOrDefault(stage, autonomy);
  }

  /// How far the lane goes without a person, least first.
  public enum Autonomy {
    /// Decides, begins and changes nothing, and records what it would have done.
    OBSERVE,
    /// Prepares, and waits for a person's yes to each stage.
    PROPOSE,
    ACT;

    /// As the manifest and people call it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How often people must have done what automation would have.
  ///
  /// @param decisions that must have been made, at least
  /// @param percent of them in which people did the same, at least
  /// @param window the time that is looked back
  public record Agreement(int decisions, int percent, Duration window) {
    /// As many decisions of a lane as the World remembers.
    public static final int DECISIONS_MAX = 100;

    /// Unless something else is said.
    public static final Agreement USUAL = new Agreement(10, 90, Duration.ofDays(30));
  }
}
