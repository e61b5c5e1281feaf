package speeder.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import speeder.core.value.EffectKey;
import speeder.core.world.Effect;
import speeder.core.world.Effect.Deed;
import speeder.core.world.Effect.Watch;

/// What is to start and to stop, so that what runs is what is owed.
///
/// One deed of a kind at a place at a time: what replaces it starts when it has ended. Without a
/// permit a deed waits until one is given back; who is owed longest comes first.
///
/// @param start deeds, in the order in which they are owed
/// @param stop deeds that run, are no longer owed and may be stopped half-way
/// @param watches all that are to stand
public record Balance(List<Deed> start, List<Deed> stop, Map<EffectKey, Watch> watches) {
  /// @param mayBegin says no to what a stop outside of the World keeps from beginning
  public static Balance of(
      SortedMap<EffectKey, Effect> owed, Collection<Deed> running, Predicate<Deed> mayBegin) {
    var start = new ArrayList<Deed>();
    var busy = new ArrayList<>(running);
    var watches = new HashMap<EffectKey, Watch>();
    for (var effect : owed.values()) {
      switch (effect) {
        case Watch watch -> watches.put(watch.key(), watch);
        case Deed deed -> {
          if (isBusy(deed, busy) || !Permits.isFree(deed, busy)) continue;
          if (!mayBegin.test(deed)) continue;
          start.add(deed);
          busy.add(deed);
        }
      }
    }
    return new Balance(start, noLongerOwed(owed, running), watches);
  }

  private static List<Deed> noLongerOwed(
      SortedMap<EffectKey, Effect> owed, Collection<Deed> running) {
    return running.stream().filter(it -> !owed.containsKey(it.key()) && it.mayStop()).toList();
  }

  private static boolean isBusy(Deed deed, Collection<Deed> running) {
    return running.stream().anyMatch(it -> isSamePlace(it.key(), deed.key()));
  }

  private static boolean isSamePlace(EffectKey one, EffectKey other) {
    return one.kind().equals(other.kind()) && one.place().equals(other.place());
  }
}
