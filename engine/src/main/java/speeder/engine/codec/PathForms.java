package speeder.engine.codec;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import speeder.core.schedule.Motion;
import speeder.core.snapshot.Origin;
import speeder.core.snapshot.Origin.Aim;
import speeder.core.value.Actor;
import speeder.core.value.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Forms from before changes took paths of their own: everything was code, frozen from heads.
final class PathForms {
  private PathForms() {}

  static JsonNode frozen(JsonNode old) {
    var fact = (ObjectNode) old;
    return fact.set("configuration", none());
  }

  /// Whatever was laid over a release was automation's own.
  static JsonNode overlayAsked(JsonNode old) {
    var fact = (ObjectNode) old;
    return fact.put("byHand", false);
  }

  static JsonNode opened(JsonNode old) {
    var fact = (ObjectNode) old;
    var kind = Kind.valueOf(fact.remove("kind").asString());
    fact.set("origin", Json.tree(new Origin(kind, Aim.SERVE, Optional.empty())));
    fact.put("wished", 0);
    return fact.set("configuration", none());
  }

  static JsonNode sealed(JsonNode old) {
    var fact = (ObjectNode) old;
    fact.set("origin", Json.tree(Origin.HEADS));
    fact.put("wished", 0);
    return fact.set("configuration", none());
  }

  static JsonNode chosen(JsonNode old) {
    var fact = (ObjectNode) old;
    fact.put("kind", Kind.CODE.name());
    return fact.put("byHand", false);
  }

  static JsonNode began(JsonNode old) {
    var fact = (ObjectNode) old;
    boolean back = fact.remove("direction").asString().equals("BACK");
    boolean own = fact.path("by").asString().equals(Actor.SPEEDER.principal());
    var motion = own ? Motion.BACK_BY_VERDICT : Motion.BACK_BY_PERSON;
    fact.put("motion", (back ? motion : Motion.FORWARD).name());
    ((ObjectNode) fact.path("plan")).set("along", Json.tree(List.of()));
    return fact;
  }

  private static JsonNode none() {
    return Json.tree(Collections.emptyMap());
  }
}
