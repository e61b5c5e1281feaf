package speeder.core.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import speeder.core.schedule.Hold.Hand;
import speeder.core.schedule.ScheduleFact.Expired;
import speeder.core.schedule.ScheduleFact.FileHeld;
import speeder.core.schedule.ScheduleFact.Held;

/// Every hold that stands, strictest first.
public record Holds(List<Hold> all) {
  public static final Holds NONE = new Holds(List.of());

  /// The hold file, as the one who holds.
  public static final String FILE = "the hold file";

  public Holds {
    all = all.stream().sorted().toList();
  }

  /// What stops a lane that runs on these targets.
  public List<Hold> of(String lane, Collection<String> targets) {
    return all.stream()
        .filter(hold ->
            switch (hold.reach().kind()) {
              case ALL -> true;
              case LANE -> hold.reach().name().equals(lane);
              case TARGET -> targets.contains(hold.reach().name());
              case SOURCE -> false;
            })
        .toList();
  }

  /// Sources that stay at their last commit.
  public SortedSet<String> sources() {
    var held = new TreeSet<String>();
    for (var hold : all) {
      if (hold.reach().kind() == Reach.Kind.SOURCE) held.add(hold.reach().name());
    }
    return held;
  }

  /// Whether there is something at a reach that a person can lift.
  public boolean canLift(Reach reach) {
    return all.stream().anyMatch(it -> it.reach().equals(reach) && it.hand() != Hand.FILE);
  }

  public Optional<HoldFile> file() {
    return all.stream()
        .filter(it -> it.hand() == Hand.FILE)
        .map(it -> new HoldFile(it.reason(), it.frozen()))
        .findFirst();
  }

  /// Holds whose time is over.
  public List<Expired> expired(Instant now) {
    return all.stream()
        .filter(it -> it.until().filter(until -> !until.isAfter(now)).isPresent())
        .map(it -> new Expired(it.reach()))
        .toList();
  }

  /// The next moment after another at which a hold's time is over.
  public Optional<Instant> wake(Instant after) {
    return all.stream()
        .flatMap(it -> it.until().stream())
        .filter(it -> it.isAfter(after))
        .min(Instant::compareTo);
  }

  Holds held(Held fact, long offset) {
    return with(
        new Hold(
            fact.reach(),
            Hand.of(fact.by()),
            fact.reason(),
            fact.by(),
            fact.frozen(),
            fact.until(),
            offset));
  }

  Holds held(FileHeld fact, long offset) {
    var file = fact.file();
    return with(
        new Hold(
            Reach.ALL, Hand.FILE, file.reason(), FILE, file.frozen(), Optional.empty(), offset));
  }

  Holds lifted(Reach reach) {
    return without(reach, Hand.PERSON).without(reach, Hand.AUTOMATION);
  }

  Holds without(Reach reach, Hand hand) {
    return new Holds(all.stream().filter(it -> !it.isAt(reach, hand)).toList());
  }

  private Holds with(Hold hold) {
    var changed = new ArrayList<>(without(hold.reach(), hold.hand()).all);
    changed.add(hold);
    return new Holds(changed);
  }
}
