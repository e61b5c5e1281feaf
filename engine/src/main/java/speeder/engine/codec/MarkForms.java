package speeder.engine.codec;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Older forms of facts about what people said of commits.
final class MarkForms {
  private MarkForms() {}

  /// Nobody named a release that the World had forgotten.
  static JsonNode proposed(JsonNode old) {
    var ask = old.path("ask");
    if (ask.path("ask").asString().equals("rollback")) ((ObjectNode) ask).putNull("older");
    return old;
  }

  /// Nobody looked for commits to be kept before there were any.
  static JsonNode lookedThrough(JsonNode old) {
    for (var holding : old.path("found")) {
      if (holding instanceof ObjectNode object) object.set("kept", Json.tree(List.of()));
    }
    return old;
  }
}
