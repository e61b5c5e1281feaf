package speeder.core.farm;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.FarmFact.ManifestAdopted;
import speeder.core.farm.FarmFact.TargetOut;
import speeder.core.farm.FarmFact.TargetReturned;
import speeder.core.value.Digest;

/// The farm's slice: the manifest in force, as far as decisions need it, and targets out of use.
///
/// @param since offset of the fact that adopted it
/// @param out target to the reason why it is out
public record Adopted(
    Optional<Digest> manifest,
    List<Lane> lanes,
    Policies policies,
    long since,
    SortedMap<String, String> out) {
  public static final Adopted NOTHING =
      new Adopted(Optional.empty(), List.of(), Policies.NONE, 0, Collections.emptySortedMap());

  public Adopted {
    lanes = List.copyOf(lanes);
    out = Collections.unmodifiableSortedMap(new TreeMap<>(out));
  }

  public Adopted apply(FarmFact fact, long offset) {
    return switch (fact) {
      case ManifestAdopted(var digest, var _, var adopted, var rules) ->
          new Adopted(Optional.of(digest), adopted, rules, offset, out);
      case TargetOut(var target, var reason) -> without(target, reason);
      case TargetReturned(var target) -> with(target);
    };
  }

  public Optional<Lane> lane(String name) {
    return lanes.stream().filter(lane -> lane.name().equals(name)).findFirst();
  }

  public boolean isOut(String target) {
    return out.containsKey(target);
  }

  private Adopted without(String target, String reason) {
    var changed = new TreeMap<>(out);
    changed.put(target, reason);
    return new Adopted(manifest, lanes, policies, since, changed);
  }

  private Adopted with(String target) {
    var changed = new TreeMap<>(out);
    changed.remove(target);
    return new Adopted(manifest, lanes, policies, since, changed);
  }
}
