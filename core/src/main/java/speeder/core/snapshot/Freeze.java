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

  /// No snapshot until a person acts: these sources have no commit to stand at, by name.
  record Refused(List<HeldBack> sources) implements Freeze {
    public Refused {
      sources = List.copyOf(sources);
    }
  }

  /// Why a source does not stand at its head.
  record HeldBack(String source, Refusal why) {}
}
