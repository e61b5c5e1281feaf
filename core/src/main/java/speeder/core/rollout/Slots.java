package speeder.core.rollout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.rollout.SlotFact.Failed;
import speeder.core.rollout.SlotFact.Gone;
import speeder.core.rollout.SlotFact.Lost;
import speeder.core.rollout.SlotFact.Ready;
import speeder.core.rollout.SlotFact.Released;
import speeder.core.rollout.SlotFact.Unsure;
import speeder.core.rollout.SlotFact.Wanted;
import speeder.core.rollout.SlotState.Status;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;

/// The slots' slice: every slot that stands, or is to stand or go.
public record Slots(SortedMap<Slot, SlotState> bySlot) {
  public static final Slots NONE = new Slots(Collections.emptySortedMap());

  public Slots {
    bySlot = Collections.unmodifiableSortedMap(new TreeMap<>(bySlot));
  }

  public Slots apply(SlotFact fact, long offset) {
    return switch (fact) {
      case Wanted wanted -> with(wanted.slot(), SlotState.wanted(wanted, offset));
      case Ready(var slot, var address) ->
          change(slot, find(slot).map(it -> it.ready(address, offset)));
      case Failed(var slot, var why) -> change(slot, find(slot).map(it -> it.failed(why, offset)));
      case Unsure(var slot) -> change(slot, find(slot).map(it -> it.in(Status.UNSURE, offset)));
      case Lost(var slot) -> change(slot, find(slot).map(it -> it.in(Status.WANTED, offset)));
      case Released(var slot) -> change(slot, find(slot).map(it -> it.in(Status.RETIRING, offset)));
      case Gone(var slot) -> without(slot);
    };
  }

  public Optional<SlotState> find(Slot slot) {
    return Optional.ofNullable(bySlot.get(slot));
  }

  public boolean is(Slot slot, Status status) {
    var state = bySlot.get(slot);
    return state != null && state.status() == status;
  }

  /// Where a slot answers, while it is ready.
  public Optional<String> address(Slot slot) {
    return find(slot).filter(it -> it.status() == Status.READY).flatMap(SlotState::address);
  }

  public List<Slot> in(Status status) {
    var found = new ArrayList<Slot>();
    bySlot.forEach((slot, state) -> {
      if (state.status() == status) found.add(slot);
    });
    return Collections.unmodifiableList(found);
  }

  /// The slots of a lane.
  public SortedMap<Slot, SlotState> of(String lane) {
    return bySlot.subMap(before(new Place(lane, "", "")), before(new Place(lane + '\0', "", "")));
  }

  public List<Slot> at(Place place) {
    var after = new Place(place.lane(), place.target(), place.stage() + '\0');
    return List.copyOf(bySlot.subMap(before(place), before(after)).keySet());
  }

  /// Stands before every slot of a place.
  private static Slot before(Place place) {
    return new Slot(place, new ReleaseId(""));
  }

  private Slots change(Slot slot, Optional<SlotState> state) {
    return state.map(it -> with(slot, it)).orElse(this);
  }

  private Slots with(Slot slot, SlotState state) {
    var changed = new TreeMap<>(bySlot);
    changed.put(slot, state);
    return new Slots(changed);
  }

  private Slots without(Slot slot) {
    var changed = new TreeMap<>(bySlot);
    changed.remove(slot);
    return new Slots(changed);
  }
}
