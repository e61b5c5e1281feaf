package speeder.engine.codec;

import speeder.core.schedule.Reach;
import speeder.core.snapshot.Trigger;
import speeder.core.value.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Older forms of facts of the schedule.
final class ScheduleForms {
  private ScheduleForms() {}

  /// A hold was of a lane, ended by a lift alone, and never stopped going back.
  static JsonNode held(JsonNode old) {
    if (reaching(old) instanceof ObjectNode held) {
      held.put("frozen", false);
      held.putNull("until");
    }
    return old;
  }

  /// What made heads be frozen was a person or a change; which person was not kept.
  static JsonNode asked(JsonNode old) {
    if (old instanceof ObjectNode asked) {
      boolean byHand = asked.remove("byHand").asBoolean();
      asked.put("trigger", (byHand ? Trigger.HAND : Trigger.CHANGE).name());
      asked.put("by", byHand ? "" : Actor.SPEEDER.principal());
      asked.put("why", "");
    }
    return old;
  }

  /// What is over a lane, in the form that says how far it reaches.
  static JsonNode reaching(JsonNode old) {
    if (old instanceof ObjectNode fact) {
      fact.put("reach", Reach.lane(fact.remove("lane").asString()).toString());
    }
    return old;
  }
}
