package speeder.core.snapshot;

import java.util.List;
import speeder.core.value.Refusal;

/// What came of freezing.
public sealed interface Freeze {
  /// @param held sources that are kept at their last good commit, by name
  record Frozen(Snapshot snapshot, List<HeldBack> held) implements Freeze {
    public Frozen {
      held = List.copyOf(held);
    }
  }

  /// No snapshot now; a later look may give one without anyone's doing.
  record Waits(Refusal why) implements Freeze {}

  /// No snapshot until a person acts.
  record Refused(List<Refusal> why) implements Freeze {
    public Refused {
      why = List.copyOf(why);
    }
  }

  record HeldBack(String source, Refusal why) {}
}
