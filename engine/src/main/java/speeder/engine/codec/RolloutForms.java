package speeder.engine.codec;

import speeder.core.value.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Older forms of facts about rollouts.
final class RolloutForms {
  private static final String ASKED_FOR = "asked for by ";

  private RolloutForms() {}

  /// Who wanted it stood in its reason alone.
  static JsonNode began(JsonNode old) {
    if (old instanceof ObjectNode began) began.put("by", by(began.path("reason").asString()));
    return old;
  }

  private static String by(String reason) {
    if (!reason.startsWith(ASKED_FOR)) return Actor.SPEEDER.principal();
    return reason.substring(ASKED_FOR.length()).split(":", 2)[0];
  }
}
