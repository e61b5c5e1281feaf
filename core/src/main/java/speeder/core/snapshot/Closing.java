package speeder.core.snapshot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.snapshot.Freeze.HeldBack;
import speeder.core.source.Source;

/// Closes the commits chosen under the relations, and under what their footers depend on: what does
/// not fit together is held back, and what needs a commit held back goes with it, until nothing is
/// left to hold.
///
/// Ends, since each source is held back once at most.
public record Closing(
    FreezeOrder order,
    List<String> restless,
    SortedMap<String, Pick> picks,
    SortedMap<String, HeldBack> held,
    SortedMap<ValueAt, Value> values,
    Dependencies dependencies) {
  public Closing {
    restless = List.copyOf(restless);
    picks = Collections.unmodifiableSortedMap(new TreeMap<>(picks));
    held = Collections.unmodifiableSortedMap(new TreeMap<>(held));
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  Closing knowing(SortedMap<ValueAt, Value> more) {
    var all = new TreeMap<>(values);
    all.putAll(more);
    return new Closing(order, restless, picks, held, all, dependencies);
  }

  Closing knowing(Dependencies more) {
    return new Closing(order, restless, picks, held, values, more);
  }

  Freezing close() {
    var needs = Needs.of(order.relations(), picks);
    var unknown = new TreeSet<>(needs.places());
    unknown.removeAll(values.keySet());
    if (!unknown.isEmpty()) return new Freezing.ValuesWanted(this, unknown);
    var unmet = needs.unmet(values);
    return unmet.isEmpty() ? depend() : holdBack(unmet);
  }

  /// By the footers of new commits.
  private Freezing depend() {
    var untold =
        dependencies.untold(picks, order.before(), it -> Dependencies.count(order.relations(), it));
    if (!untold.isEmpty()) return new Freezing.TiesWanted(this, untold);
    var unasked = dependencies.unasked(picks);
    if (!unasked.isEmpty()) return new Freezing.ChangesWanted(this, unasked);
    var unmet = dependencies.useless(picks).stream().map(Dependencies.Useless::unmet).toList();
    return unmet.isEmpty() ? new Freezing.Ended(frozen()) : holdBack(unmet);
  }

  private Freezing holdBack(List<Needs.Unmet> unmet) {
    var back = new TreeMap<String, Pick>();
    var why = new TreeMap<>(held);
    for (var need : unmet) {
      var movable = movable(need);
      if (movable.isEmpty()) return new Freezing.Ended(new Freeze.Waits(need.why()));
      for (var pick : movable) {
        back.put(pick.source(), pick.because(Pick.Why.HELD_BACK, need.why().sentence()));
        why.putIfAbsent(pick.source(), new HeldBack(pick.source(), need.why()));
      }
    }
    var chosen = new TreeMap<>(picks);
    chosen.putAll(back);
    return new Closing(order, restless, chosen, why, values, dependencies).close();
  }

  private List<Pick> movable(Needs.Unmet need) {
    var movable = new ArrayList<Pick>();
    for (var name : need.sources()) {
      var now = Optional.ofNullable(picks.get(name));
      source(name).flatMap(source -> order.fallback(source, now)).ifPresent(movable::add);
    }
    return movable;
  }

  private Optional<Source> source(String name) {
    return order.sources().stream().filter(source -> source.name().equals(name)).findFirst();
  }

  private Freeze frozen() {
    return new Freeze.Frozen(
        new Snapshot(List.copyOf(picks.values()), restless), List.copyOf(held.values()));
  }
}
