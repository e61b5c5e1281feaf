package speeder.server;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import speeder.core.farm.Acting;
import speeder.core.farm.External;
import speeder.core.farm.Farm;
import speeder.core.farm.GatePolicy;
import speeder.core.farm.ImagePlan;
import speeder.core.farm.Lane;
import speeder.core.farm.LockRules;
import speeder.core.farm.Paths;
import speeder.core.farm.Policies;
import speeder.core.farm.Policies.Control;
import speeder.core.farm.RoutePlan;
import speeder.core.farm.Stage;
import speeder.core.farm.StageKind;
import speeder.core.farm.StopSignal;
import speeder.core.farm.Target;
import speeder.core.farm.Tenant;
import speeder.core.farm.Triggers;
import speeder.core.farm.Workload;
import speeder.core.source.Source;
import speeder.core.value.Digest;

/// A small farm: one lane of ours on two targets, one of others.
final class TestFarm {
  static final String PLACE = "oci:images";
  static final ImagePlan.Base BASE = new ImagePlan.Base("oci:base", Digest.of("base"));
  static final List<String> SOURCES = List.of("core", "config", "ext/Cite", "ext/Graph");

  private TestFarm() {}

  static Farm farm(GatePolicy gate) {
    return farm(gate, Acting.FREELY);
  }

  static Farm farm(GatePolicy gate, Acting acting) {
    return farm(pretrain(gate, acting, List.of()));
  }

  /// Whose lane keeps calendars.
  static Farm keeping(List<String> calendars) {
    return farm(pretrain(GatePolicy.OPEN, Acting.FREELY, calendars));
  }

  private static Farm farm(Lane pretrain) {
    return new Farm(
        "example",
        SOURCES.stream().map(TestFarm::source).toList(),
        List.of(),
        new ImagePlan(BASE, one("web", new ImagePlan.Variant(BASE, List.of(), none()))),
        List.of(web()),
        List.of(pretrain, train()),
        Stream.of("eqiad", "codfw").map(it -> new Target(it, Target.Kind.LOCAL)).toList(),
        List.of(new Tenant("test", List.of("test.example"), "pretrain")),
        new RoutePlan("127.0.0.1:0", "X-Debug", none()),
        policies(),
        PLACE);
  }

  private static Policies policies() {
    var control = new Control("schema", "columns are there", Duration.ofDays(7));
    return new Policies(List.of(), List.of(), LockRules.USUAL, List.of(control));
  }

  private static Source source(String name) {
    var kind = name.equals("config") ? Source.Kind.CONFIGURATION : Source.Kind.CODE;
    boolean required = !name.startsWith("ext/");
    return new Source(name, "file:///" + name, "master", "/srv/" + name, required, kind);
  }

  private static Workload web() {
    return new Workload(
        "web",
        "web",
        List.of(),
        0,
        StopSignal.TERM,
        8080,
        "/healthz",
        List.of(),
        List.of(),
        none(),
        none(),
        List.of(),
        none(),
        none(),
        1 << 28,
        1,
        10,
        1);
  }

  private static Lane pretrain(GatePolicy gate, Acting acting, List<String> calendars) {
    return new Lane(
        "pretrain",
        Optional.empty(),
        Triggers.ON_CHANGE,
        calendars,
        gate,
        List.of("eqiad", "codfw"),
        List.of(
            new Stage("debug", StageKind.DEBUG, 0, Duration.ZERO, List.of()),
            new Stage("canary", StageKind.CANARY, 10, Duration.ofMinutes(10), List.of()),
            new Stage("main", StageKind.MAIN, 100, Duration.ZERO, List.of())),
        List.of("web"),
        new Lane.Watch(Duration.ofHours(1), 0.01, 100),
        new Lane.Keep(3, 3, 3),
        acting,
        Paths.NONE,
        Collections.emptySortedMap());
  }

  private static Lane train() {
    return new Lane(
        "train",
        Optional.of(External.UNSEEN),
        Triggers.BY_HAND,
        List.of(),
        GatePolicy.OPEN,
        List.of(),
        List.of(),
        List.of(),
        new Lane.Watch(Duration.ofHours(1), 0.01, 100),
        new Lane.Keep(3, 3, 3),
        Acting.FREELY,
        Paths.NONE,
        Collections.emptySortedMap());
  }

  private static SortedMap<String, String> none() {
    return Collections.emptySortedMap();
  }

  private static <T> SortedMap<String, T> one(String name, T value) {
    var map = new TreeMap<String, T>();
    map.put(name, value);
    return map;
  }
}
