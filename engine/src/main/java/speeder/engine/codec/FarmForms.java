package speeder.engine.codec;

import java.util.List;
import speeder.core.farm.Acting;
import speeder.core.farm.Acting.Agreement;
import speeder.core.farm.External;
import speeder.core.farm.Farm;
import speeder.core.farm.Paths;
import speeder.core.farm.Policies;
import speeder.core.farm.Triggers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Older forms of what a manifest says, in facts and in documents. A form is known by its shape, so
/// that what is of today's form stays as it is.
public final class FarmForms {
  private FarmForms() {}

  /// A manifest's document, of whatever form.
  public static Farm farm(byte[] document) {
    return Json.read(upcast(Json.tree(document)), Farm.class);
  }

  /// What waits for others may be a manifest that is to be adopted.
  static JsonNode proposed(JsonNode old) {
    if (old.path("ask").has("lanes")) upcast(old.path("ask"));
    return old;
  }

  /// An object with `lanes`, and with `policies` since there are any.
  static JsonNode upcast(JsonNode old) {
    if (!(old instanceof ObjectNode farm)) return old;
    if (!farm.has("policies")) farm.set("policies", Json.tree(Policies.NONE));
    if (farm.path("policies") instanceof ObjectNode policies && !policies.has("controls")) {
      policies.set("controls", Json.tree(List.of()));
    }
    for (var lane : farm.path("lanes")) {
      if (!(lane instanceof ObjectNode object)) continue;
      lane(object);
      acting(object);
    }
    for (var tenant : farm.path("tenants")) {
      if (tenant instanceof ObjectNode object) object.remove("tier");
    }
    for (var relation : farm.path("relations")) {
      if (relation instanceof ObjectNode object) relation(object);
    }
    return farm;
  }

  /// One of before names could be declared elsewhere reads the same there.
  private static void relation(ObjectNode relation) {
    if (relation.has("toFile")) return;
    relation.set("toFile", relation.get("file"));
    relation.set("toPointer", relation.get("pointer"));
  }

  /// How far automation goes, and the share of spared runs that had no effect.
  private static void acting(ObjectNode lane) {
    if (lane.path("gate") instanceof ObjectNode gate) gate.remove("auditPercent");
    for (var path : lane.path("paths")) {
      if (path.path("gate") instanceof ObjectNode gate) gate.remove("auditPercent");
    }
    if (lane.path("acting") instanceof ObjectNode acting && !acting.has("agreement")) {
      acting.set("agreement", Json.tree(Agreement.USUAL));
    }
  }

  private static void lane(ObjectNode lane) {
    if (!lane.has("paths")) lane.set("paths", Json.tree(Paths.NONE));
    if (!lane.has("external")) return;
    boolean external = lane.remove("external").asBoolean();
    lane.set("others", external ? Json.tree(External.UNSEEN) : null);
    boolean onChange = lane.path("when").asString().equals("CHANGE");
    lane.set("when", Json.tree(onChange ? Triggers.ON_CHANGE : Triggers.BY_HAND));
    lane.set("freezes", Json.tree(List.of()));
    lane.remove("autonomy");
    lane.set("acting", Json.tree(Acting.FREELY));
  }
}
