package speeder.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import speeder.core.farm.Acting;
import speeder.core.farm.External;
import speeder.core.farm.Farm;
import speeder.core.farm.GatePolicy;
import speeder.core.farm.ImagePlan;
import speeder.core.farm.Lane;
import speeder.core.farm.Lane.Keep;
import speeder.core.farm.Lane.Watch;
import speeder.core.farm.LockRules;
import speeder.core.farm.Paths;
import speeder.core.farm.Policies;
import speeder.core.farm.RoutePlan;
import speeder.core.farm.Stage;
import speeder.core.farm.StageKind;
import speeder.core.farm.StopSignal;
import speeder.core.farm.Target;
import speeder.core.farm.Tenant;
import speeder.core.farm.Triggers;
import speeder.core.farm.Workload;
import speeder.core.source.Relation;
import speeder.core.source.Source;
import speeder.core.value.Digest;
import speeder.core.world.Ask;
import speeder.core.world.Document;
import speeder.engine.codec.Json;

/// The farm that is simulated: two lanes of code and configuration, one by change, with a path of
/// its own for configuration, and one by hand.
final class Manifests {
  static final String LANE = "pretrain";
  static final String BY_HAND = "other";
  static final String OTHERS = "train";
  static final External HOW =
      new External(List.of(), List.of(), Optional.of("http://train.example/"), true);

  /// Unproven releases that may stand above the anchor.
  static final int AHEAD = 2;

  static final String CALENDAR = "/freezes.ics";
  static final String SOURCE = "core";
  static final String CONFIG = "config";
  static final String CONTROL = "schema";
  static final ImagePlan.Base BASE = new ImagePlan.Base("oci:/base", Digest.of("base"));

  private static final Duration WINDOW = Duration.ofMinutes(60);

  private Manifests() {}

  /// @param bake of every stage, and `window` after main
  static Ask.Adopt adopt(Duration bake, Duration window, int slots, List<String> targets) {
    var farm = farm(bake, window, slots, targets);
    return new Ask.Adopt(
        Document.of("manifest", Json.bytes(farm)), farm.name(), farm.lanes(), farm.policies());
  }

  /// The same, where commits are of no use without what their footers name.
  static Ask.Adopt tied(Duration bake, Duration window, int slots, List<String> targets) {
    var plain = farm(bake, window, slots, targets);
    var farm =
        new Farm(
            plain.name(),
            plain.sources(),
            List.of(Relation.footers("*")),
            plain.image(),
            plain.workloads(),
            plain.lanes(),
            plain.targets(),
            plain.tenants(),
            plain.routes(),
            plain.policies(),
            plain.imagesTo());
    return new Ask.Adopt(
        Document.of("manifest", Json.bytes(farm)), farm.name(), farm.lanes(), farm.policies());
  }

  /// A farm of lanes that all follow the one source.
  static Ask.Adopt lanes(List<String> names) {
    var lanes = new ArrayList<Lane>();
    for (var name : names) {
      lanes.add(
          lane(name, Triggers.ON_CHANGE, Duration.ZERO, WINDOW, 3, List.of("here"), Paths.NONE));
    }
    var manifest = Document.of("manifest", Json.bytes(lanes));
    return new Ask.Adopt(manifest, "sim", lanes, Policies.NONE);
  }

  /// @param count tenants of the lane
  static Farm wide(int count) {
    var farm = farm(Duration.ZERO, WINDOW, 3, List.of("here"));
    var tenants = new ArrayList<Tenant>();
    for (int each = 0; each < count; each++) {
      var name = "wiki-%06d".formatted(each);
      tenants.add(new Tenant(name, List.of(name + ".example"), LANE));
    }
    return new Farm(
        farm.name(),
        farm.sources(),
        farm.relations(),
        farm.image(),
        farm.workloads(),
        farm.lanes(),
        farm.targets(),
        tenants,
        farm.routes(),
        farm.policies(),
        farm.imagesTo());
  }

  private static Farm farm(Duration bake, Duration window, int slots, List<String> targets) {
    return new Farm(
        "sim",
        List.of(
            new Source(SOURCE, "file:///core.git", "main", "/srv/app", true, Source.Kind.CODE),
            new Source(
                CONFIG,
                "file:///config.git",
                "main",
                "/srv/config",
                true,
                Source.Kind.CONFIGURATION)),
        List.of(),
        image(),
        List.of(workload()),
        List.of(
            lane(LANE, Triggers.ON_CHANGE, bake, window, slots, targets, fast(bake, window)),
            lane(BY_HAND, Triggers.BY_HAND, bake, window, slots, targets, Paths.NONE),
            others(bake, window)),
        targets.stream().map(name -> new Target(name, Target.Kind.LOCAL)).toList(),
        List.of(
            new Tenant("wiki", List.of("wiki.example"), LANE),
            new Tenant("other", List.of("other.example"), BY_HAND)),
        new RoutePlan("127.0.0.1:0", "X-Debug", new TreeMap<>()),
        policies(),
        "oci:/images");
  }

  private static Policies policies() {
    var control = new Policies.Control(CONTROL, "columns are there", Duration.ofDays(30));
    return new Policies(List.of(), List.of(), LockRules.USUAL, List.of(control));
  }

  /// Whoever raises it may; the lane by hand requires the control.
  private static Acting acting(String lane) {
    var requires = lane.equals(BY_HAND) ? List.of(CONTROL) : List.<String>of();
    var agreement = new Acting.Agreement(0, 0, Duration.ofDays(30));
    return new Acting(Acting.Autonomy.ACT, new TreeMap<>(), requires, agreement);
  }

  private static ImagePlan image() {
    var variants = new TreeMap<String, ImagePlan.Variant>();
    variants.put("web", new ImagePlan.Variant(BASE, List.of("serve"), new TreeMap<>()));
    return new ImagePlan(BASE, variants);
  }

  private static Workload workload() {
    return new Workload(
        "web",
        "web",
        List.of(),
        1000,
        StopSignal.TERM,
        8080,
        "/healthz",
        List.of(),
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        1 << 20,
        1,
        30,
        5);
  }

  private static Lane lane(
      String name,
      Triggers when,
      Duration bake,
      Duration window,
      int slots,
      List<String> targets,
      Paths paths) {
    return new Lane(
        name,
        Optional.empty(),
        when,
        name.equals(LANE) ? List.of(CALENDAR) : List.of(),
        new GatePolicy(List.of("unit"), List.of("/evidence"), GatePolicy.Unknown.SHUT),
        targets,
        List.of(
            stage("debug", StageKind.DEBUG, 0, bake),
            stage("canary", StageKind.CANARY, 10, bake),
            stage("main", StageKind.MAIN, 100, bake)),
        List.of("web"),
        new Watch(window, 0.01, 10),
        new Keep(AHEAD, slots, 2),
        acting(name),
        paths,
        new TreeMap<>());
  }

  /// A lane that others deploy.
  private static Lane others(Duration bake, Duration window) {
    var ours = lane(OTHERS, Triggers.BY_HAND, bake, window, Keep.SLOTS_MIN, List.of(), Paths.NONE);
    return new Lane(
        OTHERS,
        Optional.of(HOW),
        ours.when(),
        ours.freezes(),
        GatePolicy.OPEN,
        List.of(),
        List.of(),
        List.of(),
        ours.watch(),
        ours.keep(),
        ours.acting(),
        Paths.NONE,
        ours.secrets());
  }

  /// Configuration is judged at canary and main, and gated by nothing.
  private static Paths fast(Duration bake, Duration window) {
    var stages =
        List.of(
            stage("canary", StageKind.CANARY, 10, bake), stage("main", StageKind.MAIN, 100, bake));
    var path = new Paths.Path(List.of(CONFIG), stages, GatePolicy.OPEN, window);
    return new Paths(Optional.of(path), Optional.empty());
  }

  private static Stage stage(String name, StageKind kind, int share, Duration bake) {
    return new Stage(name, kind, share, bake, List.of("/checks"));
  }
}
