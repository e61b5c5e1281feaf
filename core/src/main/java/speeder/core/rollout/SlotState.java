package speeder.core.rollout;

import java.util.List;
import java.util.Optional;
import speeder.core.image.BuiltImage;
import speeder.core.value.Digest;
import speeder.core.value.Refusal;

/// What is known of a slot.
///
/// @param since offset of the fact that led to the status
public record SlotState(
    Status status,
    long since,
    List<BuiltImage> images,
    List<String> workloads,
    Digest manifest,
    Optional<String> address,
    Optional<Refusal> failure) {
  public enum Status {
    WANTED,
    READY,
    FAILED,
    UNSURE,
    RETIRING
  }

  static SlotState wanted(SlotFact.Wanted fact, long offset) {
    return new SlotState(
        Status.WANTED,
        offset,
        fact.images(),
        fact.workloads(),
        fact.manifest(),
        Optional.empty(),
        Optional.empty());
  }

  SlotState in(Status next, long offset) {
    return new SlotState(next, offset, images, workloads, manifest, address, failure);
  }

  SlotState ready(String at, long offset) {
    return new SlotState(
        Status.READY, offset, images, workloads, manifest, Optional.of(at), Optional.empty());
  }

  SlotState failed(Refusal why, long offset) {
    return new SlotState(
        Status.FAILED, offset, images, workloads, manifest, address, Optional.of(why));
  }
}
