package speeder.signals.external;

import java.util.List;
import java.util.Optional;
import speeder.core.lock.Sight;
import speeder.core.lock.Sight.Moving;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What others tell of their lane, as a sight of it.
final class Told {
  private static final JsonMapper JSON = new JsonMapper();

  private Told() {}

  /// Who locked it and why: JSON with `locker` and `reason`, or the first line of a text.
  static Sight ofLock(String text) {
    var json = object(text);
    var by = json.flatMap(it -> text(it, "locker"));
    var reason = json.isPresent() ? text(json.get(), "reason") : text.lines().findFirst();
    return new Sight(Moving.YES, Optional.empty(), by, reason, List.of());
  }

  /// JSON with `moving`, and `release`, `by` and `reason` as far as they are known.
  ///
  /// @param from who tells, for people
  static Sight ofReport(String text, String from) {
    var json = object(text);
    if (json.isEmpty()) return Sight.unknown("%s tells no JSON object".formatted(from));
    var moving = json.get().path("moving");
    if (!moving.isBoolean()) {
      return Sight.unknown("%s does not tell `moving`: true or false".formatted(from));
    }
    return new Sight(
        moving.asBoolean() ? Moving.YES : Moving.NO,
        text(json.get(), "release"),
        text(json.get(), "by"),
        text(json.get(), "reason"),
        List.of());
  }

  private static Optional<JsonNode> object(String text) {
    try {
      return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
    } catch (JacksonException another) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode json, String name) {
    var value = json.path(name);
    return value.isString()
        ? Optional.of(value.asString()).filter(it -> !it.isBlank())
        : Optional.empty();
  }
}
