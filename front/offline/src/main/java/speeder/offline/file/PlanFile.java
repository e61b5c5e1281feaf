package speeder.offline.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeMap;
import speeder.core.image.Composition;
import speeder.core.image.LayerPlan;
import speeder.core.image.LayerSpec;
import speeder.engine.input.InputFile;
import speeder.engine.input.Located;
import speeder.engine.input.Located.Members;
import speeder.engine.input.Malformed;
import speeder.engine.port.PortFailure;

/// A layer plan: what `build --json` prints as `plan`, alone or in that whole document.
public final class PlanFile {
  private static final String REMEDY = "Write what `speeder build --json` printed the last time.";
  private static final Set<String> FIELDS = Set.of("base", "layers", "deltas");

  private PlanFile() {}

  public static LayerPlan read(Path file) throws PortFailure {
    return new InputFile(file, "plan", REMEDY).whole(PlanFile::of);
  }

  private static LayerPlan of(Located whole) throws Malformed {
    var document = whole.members("a layer plan, an object");
    var inside = document.find("plan");
    var plan = inside.isEmpty() ? document : inside.get().members("a layer plan, an object");
    plan.only(FIELDS);
    var base = plan.need("base").digest();
    var layers = new ArrayList<LayerSpec>();
    for (var layer : plan.need("layers").items("a list of layers").all()) layers.add(layer(layer));
    int deltas = (int) Math.min(plan.need("deltas").whole(0), LayerPlan.DELTAS_MAX);
    try {
      return new LayerPlan(base, layers, deltas);
    } catch (IllegalArgumentException unfit) {
      throw new Malformed(
          plan.at(), "layers that follow on one another", String.valueOf(unfit.getMessage()));
    }
  }

  private static LayerSpec layer(Located item) throws Malformed {
    var layer = item.members("a layer, an object").only(Set.of("from", "to"));
    return new LayerSpec(composition(layer, "from"), composition(layer, "to"));
  }

  private static Composition composition(Members layer, String name) throws Malformed {
    var parts = new TreeMap<String, Composition.Part>();
    var places = layer.need(name).members("trees by place").only(Set.of("parts"));
    for (var each : places.need("parts").members("trees by place").byName().entrySet()) {
      var part = each.getValue().value().members("a tree").only(Set.of("source", "tree"));
      var source = part.need("source").text("a source's name").text();
      parts.put(each.getKey(), new Composition.Part(source, part.need("tree").objectId()));
    }
    return new Composition(parts);
  }
}
