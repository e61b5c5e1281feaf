package speeder.cli;

import java.util.Locale;
import speeder.api.Audit;
import speeder.api.Convergence;

/// What looking back says, as people read it.
final class TrailWords {
  private TrailWords() {}

  static String audit(Words words, Audit audit) {
    var text = new StringBuilder();
    for (var entry : audit.entries()) entry(text, words, entry);
    return text.toString();
  }

  private static void entry(StringBuilder text, Words words, Audit.Entry it) {
    text.append(
        "%6d %s %s%s: %s%s%s, %s%s%n"
            .formatted(
                it.offset(),
                words.day(it.at()),
                it.by(),
                it.onBehalfOf().equals(it.by()) ? "" : " for " + it.onBehalfOf(),
                it.action(),
                it.lane().isEmpty() ? "" : " " + it.lane(),
                it.about().isEmpty() ? "" : " " + it.about(),
                it.answer().replace('-', ' '),
                it.reason().isEmpty() ? "" : ": " + it.reason()));
    it.before().ifPresent(before -> text.append("       before: ").append(before).append('\n'));
    it.after().ifPresent(after -> text.append("       after:  ").append(after).append('\n'));
    it.refused()
        .ifPresent(why -> text.append("       %s: %s%n".formatted(why.code(), why.sentence())));
  }

  static String convergence(Words words, Convergence convergence) {
    var text = new StringBuilder();
    for (var lane : convergence.lanes()) lane(text, words, lane);
    return text.toString();
  }

  private static void lane(StringBuilder text, Words words, Convergence.Lane lane) {
    text.append(
        "%s: the last %d commits that main served%n".formatted(lane.lane(), lane.commits()));
    for (var it : lane.stations()) {
      text.append(
          "  %-10s half within %8s, 95 of 100 within %8s%n"
              .formatted(it.station(), seconds(it.p50()), seconds(it.p95())));
    }
    lane.oldest()
        .ifPresent(it ->
            text.append(
                "  heads that wait: %d; the oldest is %s of %s, seen %s ago%n"
                    .formatted(
                        lane.waiting(),
                        Words.brief(it.commit()),
                        it.source(),
                        words.ago(it.since()))));
  }

  static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
  }
}
