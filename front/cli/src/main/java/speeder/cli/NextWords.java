package speeder.cli;

import speeder.api.Next;
import speeder.api.Stop;

/// When lanes set out next, as people read it.
final class NextWords {
  private final Words words;

  NextWords(Words words) {
    this.words = words;
  }

  String text(Next next) {
    var text = new StringBuilder();
    for (var lane : next.lanes()) lane(text, lane);
    return text.toString();
  }

  private void lane(StringBuilder text, Next.Lane lane) {
    var by = lane.chosenBy().map(it -> ", says " + it).orElse("");
    text.append("%-12s %s%s%n".formatted(lane.lane(), lane.cadence(), by));
    for (var stop : lane.stops()) text.append("  ").append(words.stop(stop)).append('\n');
    text.append(CalendarWords.text(words, lane.lane(), lane.unread(), lane.thaw()));
    if (lane.ahead().waits()) text.append("  ").append(ahead(lane.ahead())).append('\n');
    if (!lane.autonomy().equals("act")) text.append("  autonomy: %s%n".formatted(lane.autonomy()));
    lane.next().ifPresent(it -> text.append("  %s is sealed and sets out next%n".formatted(it)));
    for (var run : lane.runs()) text.append("  ").append(run(run)).append('\n');
    if (lane.runs().isEmpty()) text.append("  no run is known\n");
  }

  private String ahead(Next.Ahead ahead) {
    var until = ahead.until().map(it -> ", which ends " + words.day(it)).orElse("");
    return "%d of %d releases above the anchor are not proven: the next waits for the watch%s"
        .formatted(ahead.unproven().size(), ahead.most(), until);
  }

  private String run(Next.Run run) {
    var text = "%s  %s: %s".formatted(words.day(run.at()), run.trigger(), run.why());
    if (run.stops().isEmpty()) return text;
    var opens = run.opens().map(it -> "opens " + words.day(it)).orElse("no opening is known");
    return "%s; stopped by %s, %s".formatted(text, stops(run), opens);
  }

  private static String stops(Next.Run run) {
    return String.join(", ", run.stops().stream().map(NextWords::brief).toList());
  }

  private static String brief(Stop stop) {
    return "%s (%s)".formatted(stop.what().replace('-', ' '), stop.reason());
  }
}
