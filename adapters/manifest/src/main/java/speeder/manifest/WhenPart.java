package speeder.manifest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import speeder.core.farm.Triggers;
import speeder.core.schedule.Cron;

/// Reads a lane's `when`: what makes it set out by itself.
final class WhenPart {
  private static final Keys WHEN = Keys.of("change", "cron", "zone");
  private static final Keys CHANGE = Keys.of("settle", "longest");
  private static final String ZONE = "UTC";

  private WhenPart() {}

  static Triggers read(Optional<Spot> spot) {
    if (spot.isEmpty()) return Triggers.ON_CHANGE;
    if (spot.get().isText()) {
      var word = spot.get().word(List.of("change", "by-hand"));
      return word.filter("by-hand"::equals).isPresent() ? Triggers.BY_HAND : Triggers.ON_CHANGE;
    }
    var table = spot.get().table(WHEN);
    var zone = table.at("zone").flatMap(WhenPart::zone).orElse(ZONE);
    var cron = table.at("cron").map(Spot::items).orElse(List.of());
    var read = cron.stream().flatMap(it -> cron(it, zone).stream()).toList();
    return new Triggers(table.at("change").flatMap(WhenPart::change), read);
  }

  private static Optional<String> zone(Spot spot) {
    var name = spot.text();
    boolean known = name.flatMap(it -> Cron.find("@daily", it)).isPresent();
    return known || name.isEmpty() ? name : spot.wrong("a time zone, like Europe/Berlin or UTC");
  }

  private static Optional<Triggers.Change> change(Spot spot) {
    var table = spot.table(CHANGE);
    var settle = table.at("settle").flatMap(Spot::duration).orElse(Duration.ZERO);
    var longest = table.at("longest").flatMap(Spot::duration);
    if (longest.filter(it -> it.compareTo(settle) < 0).isPresent()) {
      table.at("longest").ifPresent(it -> it.wrong("a time that is not below `settle`"));
    }
    var usual = Triggers.Change.settling(settle);
    return Optional.of(longest.map(it -> new Triggers.Change(settle, it)).orElse(usual));
  }

  private static Optional<Triggers.Cron> cron(Spot spot, String zone) {
    var text = spot.text();
    if (text.isEmpty()) return Optional.empty();
    try {
      if (Cron.parse(text.get(), zone).next(Instant.EPOCH).isEmpty()) {
        return spot.wrong("times that come one day");
      }
      return Optional.of(new Triggers.Cron(text.get(), zone));
    } catch (IllegalArgumentException wrong) {
      return spot.wrong("times as crontab(5) has them, but " + wrong.getMessage());
    }
  }
}
