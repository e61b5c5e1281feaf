package speeder.server.http;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import speeder.api.Command;
import speeder.api.OneLine;
import speeder.core.schedule.Reach;
import speeder.core.value.ReleaseId;
import speeder.core.value.Times;

/// A wire command's parts, by name. What is there and was not asked for is refused in the end, so
/// that nobody believes to have said something that was not heard.
final class Wish {
  private static final int TEXT_MAX = 1_000;

  private final Command wire;
  private final Set<String> heard = new TreeSet<>();

  Wish(Command wire) {
    this.wire = wire;
  }

  String lane() {
    return wanted("lane", wire.lane());
  }

  String target() {
    return wanted("target", wire.target());
  }

  String targetOr(String otherwise) {
    return within("target", wire.target()).orElse(otherwise);
  }

  /// What it is about: one of `lane`, `target`, `with.source` and `with.all`.
  Reach reach() {
    var named =
        Stream.of(
                within("lane", wire.lane()).map(Reach::lane),
                within("target", wire.target()).map(Reach::target),
                more("source").map(Reach::source),
                said("all") ? Optional.of(Reach.ALL) : Optional.<Reach>empty())
            .flatMap(Optional::stream)
            .toList();
    if (named.size() == 1) return named.getFirst();
    throw Refused.badInput(
        "To %s, one of lane, target, with.source and with.all is wanted.".formatted(wire.ask()),
        "Name exactly one.");
  }

  /// When it is to end: `with.until`, or `with.for` from now on.
  Optional<Instant> until(Instant now) {
    var span = time("for");
    var until = moment("until");
    if (span.isPresent() && until.isPresent()) {
      throw Refused.badInput("with.for and with.until say the same.", "Say one of them.");
    }
    return until.or(() -> span.map(now::plus));
  }

  Optional<ReleaseId> release() {
    return within("release", wire.release()).map(ReleaseId::new);
  }

  String reason() {
    return within("reason", wire.reason()).orElse("");
  }

  /// One of `with`.
  Optional<String> more(String name) {
    heard.add(name);
    return within("with." + name, Optional.ofNullable(wire.with().get(name)));
  }

  /// One of `with` that it cannot do without.
  String needed(String name) {
    return wanted("with." + name, more(name));
  }

  /// One of `with` that is a whole number, and that it cannot do without.
  long number(String name) {
    return Answers.number("with." + name, needed(name), 1);
  }

  /// One of `with` that is a length of time.
  Optional<Duration> time(String name) {
    return more(name)
        .map(text ->
            Times.parse(text)
                .orElseThrow(() ->
                    Refused.badInput(
                        "Field with.%s is %s, which is no length of time.".formatted(name, text),
                        "Say it with its unit, like 30m, 8h or 14d.")));
  }

  /// One of `with` that is a point in time.
  Optional<Instant> moment(String name) {
    return more(name)
        .map(text -> {
          try {
            return Instant.parse(text);
          } catch (DateTimeParseException wrong) {
            throw Refused.badInput(
                "Field with.%s is %s, which is no point in time.".formatted(name, text),
                "Say it like 2026-03-02T08:00:00Z.");
          }
        });
  }

  /// One of `with` that is true or not there.
  boolean said(String name) {
    var text = more(name);
    if (text.isEmpty()) return false;
    if (text.get().equals("true")) return true;
    throw Refused.badInput(
        "Field with.%s is not true.".formatted(name), "Say true, or leave it out.");
  }

  /// Refuses what nobody asked for.
  void end() {
    for (var name : wire.with().keySet()) {
      if (heard.contains(name)) continue;
      var known = heard.isEmpty() ? "nothing there" : String.join(", ", heard);
      throw Refused.badInput(
          "To %s, with.%s means nothing.".formatted(wire.ask(), name), "It knows " + known + ".");
    }
  }

  private String wanted(String field, Optional<String> value) {
    return within(field, value)
        .filter(it -> !it.isBlank())
        .orElseThrow(() ->
            Refused.badInput("To %s, field %s is wanted.".formatted(wire.ask(), field), "Add it."));
  }

  static Optional<String> within(String field, Optional<String> value) {
    if (value.filter(it -> it.length() > TEXT_MAX).isPresent()) {
      throw Refused.badInput(
          "Field %s is longer than %d characters.".formatted(field, TEXT_MAX), "Say it shorter.");
    }
    if (value.filter(it -> !OneLine.is(it)).isPresent()) {
      throw Refused.badInput(
          "Field %s has a control character in it, such as the end of a line.".formatted(field),
          "Say it in one line of plain text.");
    }
    return value;
  }
}
