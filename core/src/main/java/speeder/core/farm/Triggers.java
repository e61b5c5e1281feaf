package speeder.core.farm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.value.Times;

/// What starts a candidate by itself; nothing here means by hand.
///
/// @param change a commit that reaches a source's branch
/// @param cron times of the clock
public record Triggers(Optional<Change> change, List<Cron> cron) {
  public static final Triggers BY_HAND = new Triggers(Optional.empty(), List.of());
  public static final Triggers ON_CHANGE =
      new Triggers(Optional.of(new Change(Duration.ZERO, Duration.ZERO)), List.of());

  public Triggers {
    cron = List.copyOf(cron);
  }

  /// For people: `on change, settled for 5m, at the latest after 30m; at 30 7 * * 1-5 (UTC)`.
  public String words() {
    var words = new ArrayList<String>();
    change.ifPresent(it -> words.add(it.words()));
    for (var it : cron) words.add("at %s (%s)".formatted(it.at(), it.zone()));
    return words.isEmpty() ? "by hand" : String.join("; ", words);
  }

  /// @param settle nothing more has moved for that long
  /// @param longest after the first change it is not waited longer; at least `settle`
  public record Change(Duration settle, Duration longest) {
    /// The longest wait where it is not said, in settle times.
    private static final int LONGEST = 6;

    public static Change settling(Duration settle) {
      return new Change(settle, settle.multipliedBy(LONGEST));
    }

    String words() {
      if (settle.isZero()) return "on change";
      return "on change, settled for %s, at the latest after %s"
          .formatted(Times.text(settle), Times.text(longest));
    }
  }

  /// @param at five fields as crontab(5) has them: minute, hour, day of month, month, day of week
  /// @param zone name of the time zone (IANA) whose clock is meant
  public record Cron(String at, String zone) {}
}
