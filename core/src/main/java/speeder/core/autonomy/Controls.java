package speeder.core.autonomy;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.autonomy.ControlFact.Failed;
import speeder.core.autonomy.ControlFact.Passed;
import speeder.core.value.Actor;

/// The controls' slice: which have a pass until when, and why others have none.
public record Controls(SortedMap<String, Pass> passes, SortedMap<String, Failure> failures) {
  public static final Controls NONE =
      new Controls(Collections.emptySortedMap(), Collections.emptySortedMap());

  /// @param since offset of the fact
  public record Pass(String by, long since, Instant until, String reason) {}

  public record Failure(String by, long since, String why) {}

  public Controls {
    passes = Collections.unmodifiableSortedMap(new TreeMap<>(passes));
    failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
  }

  public Controls apply(ControlFact fact, long offset) {
    var passed = new TreeMap<>(passes);
    var failed = new TreeMap<>(failures);
    passed.remove(fact.control());
    failed.remove(fact.control());
    switch (fact) {
      case Passed(var control, var by, var until, var reason) ->
          passed.put(control, new Pass(by, offset, until, reason));
      case Failed(var control, var by, var why) ->
          failed.put(control, new Failure(by, offset, why));
    }
    return new Controls(passed, failed);
  }

  public Optional<Pass> pass(String control) {
    return Optional.ofNullable(passes.get(control));
  }

  public Optional<Failure> failure(String control) {
    return Optional.ofNullable(failures.get(control));
  }

  /// Those of these that have no pass.
  public List<String> missing(Collection<String> required) {
    return required.stream().filter(it -> !passes.containsKey(it)).toList();
  }

  /// Passes whose time is over.
  public List<Failed> over(Instant now) {
    return passes.entrySet().stream()
        .filter(it -> !it.getValue().until().isAfter(now))
        .map(it -> new Failed(it.getKey(), Actor.SPEEDER.principal(), "its time is over"))
        .toList();
  }

  /// When the next pass after a moment is over.
  public Optional<Instant> wake(Instant after) {
    return passes.values().stream()
        .map(Pass::until)
        .filter(until -> until.isAfter(after))
        .min(Instant::compareTo);
  }
}
