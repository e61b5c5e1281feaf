package speeder.core.rollout;

import java.util.List;
import speeder.core.image.BuiltImage;
import speeder.core.value.Digest;
import speeder.core.value.Refusal;
import speeder.core.value.Slot;

/// What happened to a slot.
public sealed interface SlotFact {
  Slot slot();

  /// A release is to be started in it.
  ///
  /// @param workloads names of what runs in it
  /// @param manifest digest of the document that describes them
  record Wanted(Slot slot, List<BuiltImage> images, List<String> workloads, Digest manifest)
      implements SlotFact {
    public Wanted {
      images = List.copyOf(images);
      workloads = List.copyOf(workloads);
    }
  }

  /// Its warm-up has answered.
  record Ready(Slot slot, String address) implements SlotFact {}

  record Failed(Slot slot, Refusal why) implements SlotFact {}

  /// Whether it stands is not known.
  record Unsure(Slot slot) implements SlotFact {}

  /// It is not there, though it should be: it is wanted again.
  record Lost(Slot slot) implements SlotFact {}

  /// Nobody needs it: it drains and goes.
  record Released(Slot slot) implements SlotFact {}

  record Gone(Slot slot) implements SlotFact {}
}
