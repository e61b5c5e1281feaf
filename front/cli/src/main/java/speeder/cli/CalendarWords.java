package speeder.cli;

import java.util.List;
import java.util.Optional;
import speeder.api.Status;
import speeder.api.Thaw;

/// What there is to tell of a lane's calendars beside its stops.
final class CalendarWords {
  private CalendarWords() {}

  static String text(Words words, String lane, List<Status.Reason> unread, Optional<Thaw> thaw) {
    var text = new StringBuilder();
    for (var it : unread) text.append("  %s %s%n".formatted(it.sentence(), it.remedy()));
    thaw.ifPresent(it ->
        text.append(
            "  thawed by %s, until %s: %s; to end it: speeder thaw %s --end%n"
                .formatted(it.by(), words.day(it.until()), it.reason(), lane)));
    return text.toString();
  }
}
