package speeder.engine.codec;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Older forms of facts about what people said of commits.
final class MarkForms {
  private MarkForms() {}

  /// Nobody looked for commits to be kept before there were any.
  static JsonNode lookedThrough(JsonNode old) {
    for (var holding : old.path("found")) {
      if (holding instanceof ObjectNode object) object.set("kept", Json.tree(List.of()));
    }
    return old;
  }
}
