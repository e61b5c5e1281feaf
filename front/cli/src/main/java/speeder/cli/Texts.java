package speeder.cli;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import speeder.api.Event;
import speeder.api.LaneStatus;
import speeder.api.Release;
import speeder.api.Status;

/// Answers as people read them.
final class Texts {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private Texts() {}

  static String line(Event event) {
    var lane = event.lane().isEmpty() ? "farm" : event.lane();
    return "%6d  %s  %-10s  %s"
        .formatted(event.offset(), TIME.format(event.at()), lane, event.text());
  }

  static String line(Release release) {
    var note =
        release
            .condemned()
            .map(why -> "failed: " + why)
            .or(() -> release.anchored().map(_ -> "anchor"))
            .orElse("");
    return "%s  %s  %s  %s"
        .formatted(release.release(), release.sealed(), release.gate(), note)
        .stripTrailing();
  }

  static String status(Status status) {
    var text = new StringBuilder(status.farm()).append(", fact ").append(status.offset());
    text.append('\n');
    status.lanes().forEach(lane -> lane(text, lane));
    status.waiting().forEach(delay -> delay(text, delay));
    return text.toString().stripTrailing();
  }

  private static void lane(StringBuilder text, LaneStatus lane) {
    text.append('\n').append(lane.lane()).append(": ").append(lane.sentence()).append('\n');
    lane.hold().ifPresent(it -> row(text, "held", it.reason() + " (" + it.by() + ")"));
    for (var stage : lane.stages()) {
      for (var place : stage.places()) {
        row(text, stage.stage(), place.target() + "  " + orNothing(place.release()));
      }
    }
    lane.anchor().ifPresent(it -> row(text, "anchor", it));
    lane.backTo().ifPresent(it -> row(text, "back to", it));
    lane.frozen().ifPresent(it -> row(text, "no snapshot", it.sentence() + " " + it.remedy()));
  }

  private static void delay(StringBuilder text, Status.Delay delay) {
    text.append('\n').append(delay.kind()).append(' ').append(delay.place());
    text.append(" is tried again: ").append(delay.why().sentence()).append('\n');
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append("  %-12s %s%n".formatted(name, value));
  }

  private static String orNothing(Optional<String> release) {
    return release.orElse("nothing");
  }
}
